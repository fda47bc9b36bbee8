/* A native twin of the dispatch kernel for the bench: integer time in 100 ns, the same records, rules and statistics
 * (round robin with idle yield, host switches, housekeeping, host interrupts posted at no cost, tick delivery burst,
 * merge or discard, interrupt delays, batches, responses), the same generator and event order.
 * Usage: dispatch-twin guests processors burst wait tick slice seconds repetitions (times in 100 ns)
 * Prints one line: events ticks best-seconds used ready meter. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAIT, READY, RUN };
enum { NONE, THREAD, IDLE };
enum { BURST, MERGE, DISCARD };
enum { FREE, BUSY, VMM };
enum { AT_WAKE, AT_VMM, AT_WORK, AT_CHECK, AT_SKEW, AT_SLICE };
enum { OF_THREAD, OF_VCPU, OF_PROCESSOR };
#define NEVER ((int64_t)1 << 45)
#define BUCKETS (34 * 32)

typedef struct vcpu vcpu;
typedef struct { int kind, index; void *owner; } slot;
typedef struct {
  int index, slot, state, switching, last_guest;
  vcpu *vcpu;
  int64_t since, vmm_end, used, burnt, overhead, idle, switches;
} processor;
typedef struct {
  int index, delivery, idle_first;
  int64_t tick, window_end, window_count, interrupts, undelayed, delay_sum, delay_max, batches, batch_squares, window_squares;
  uint32_t histogram[BUCKETS];
} guest;
typedef struct thread {
  int slot, begun, listed;
  vcpu *vcpu;
  struct thread *next, *pending;
  double burst, wait;
  int64_t posted, left, kernel_part, demand_now, wanted, used, cycles, response, queueing, started, demand, ticks, kernel_ticks;
} thread;
struct vcpu {
  int index, slot, state, segment;
  guest *guest;
  processor *processor, *home;
  vcpu *next, *previous;
  thread *current, *run_head, *run_tail, *pending_head, *pending_tail;
  int64_t since, base, base_used, work_end, slice_end, turn_start, slice, due, held;
  int64_t used, burnt, ready, wait, dispatches, user_ticks, kernel_ticks, idle_ticks, lost_ticks;
};

static uint64_t s0, s1;
static uint64_t splitmix(uint64_t x) {
  uint64_t z = x + 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}
static void seed_random(uint64_t seed) {
  s0 = splitmix(seed);
  s1 = splitmix(s0 ^ 0xd1b54a32d192ed03ull) | 1;
}
static double next_unit(void) {
  uint64_t a = s0, b = s1;
  s0 = b;
  a ^= a << 23;
  a = a ^ b ^ (a >> 18) ^ (b >> 5);
  s1 = a;
  return ((double)((a + b) >> 11) + .5) * (1.0 / 9007199254740992.0);
}
static int64_t draw(double mean) { return (int64_t)nearbyint(-mean * log(next_unit())); }

static int64_t *tree;
static int leaves;
static void set_event(int at, int64_t time, int order) {
  int64_t key = time >= NEVER ? INT64_MAX : time << 18 | (int64_t)order << 15 | at;
  unsigned i = leaves + at;
  if (tree[i] == key) return;
  tree[i] = key;
  while (i > 1) {
    int64_t other = tree[i ^ 1];
    key = key < other ? key : other;
    i >>= 1;
    tree[i] = key;
  }
}

static int guest_count, processor_count, pending;
static int64_t now_time, end_time, event_count, switch_cost;
static double eta;
static uint64_t free_mask[4];
static guest *guests;
static vcpu *vcpus, *queue_head, *queue_tail;
static thread *threads;
static processor *processors;
static slot *slots;

static int64_t taken(int64_t wall) { return (int64_t)((double)wall * eta); }
static int64_t wall_for(int64_t work) {
  if (eta == 0) return work;
  int64_t wall = (int64_t)ceil((double)work / (1 - eta));
  while (wall - taken(wall) < work) wall++;
  while (wall > 0 && wall - 1 - taken(wall - 1) >= work) wall--;
  return wall;
}

static int64_t count_due(vcpu *v, int64_t tick, int64_t to) {
  int64_t over = to - v->due, n = over < tick ? 1 : 1 + over / tick;
  v->due += n * tick;
  return n;
}
static void charge_thread(vcpu *v, thread *t, int64_t n, int kernel) {
  t->ticks += n;
  if (kernel) t->kernel_ticks += n, v->kernel_ticks += n;
  else v->user_ticks += n;
}
static void tick_running(vcpu *v, int64_t from, int64_t to, int64_t kernel_from) {
  if (v->segment != THREAD) v->idle_ticks += count_due(v, v->guest->tick, to);
  else if (kernel_from >= to) charge_thread(v, v->current, count_due(v, v->guest->tick, to), 0);
  else if (kernel_from <= from) charge_thread(v, v->current, count_due(v, v->guest->tick, to), 1);
  else {
    if (v->due <= kernel_from) charge_thread(v, v->current, count_due(v, v->guest->tick, kernel_from), 0);
    if (v->due <= to) charge_thread(v, v->current, count_due(v, v->guest->tick, to), 1);
  }
}
static void hold_ticks(vcpu *v, int64_t to) {
  int64_t n = count_due(v, v->guest->tick, to), kept = n;
  if (v->guest->delivery == DISCARD) kept = 0;
  else if (v->guest->delivery == MERGE) kept = v->held == 0;
  v->held += kept;
  v->lost_ticks += n - kept;
}
static void account(vcpu *v, int64_t now) {
  int64_t from = v->since, dt = now - from;
  if (!dt) return;
  v->since = now;
  if (v->state == RUN) {
    processor *p = v->processor;
    int64_t used = dt;
    if (eta != 0) {
      int64_t wall = now - v->base;
      used = wall - taken(wall) - v->base_used;
      v->base_used += used;
      v->ready += dt - used;
      p->overhead += dt - used;
    }
    v->used += used;
    p->used += used;
    if (v->segment == THREAD) {
      thread *t = v->current;
      if (now >= v->due) tick_running(v, from, now, from + wall_for(t->left - t->kernel_part));
      t->left -= used;
      t->used += used;
    } else {
      if (now >= v->due) tick_running(v, from, now, now);
      v->burnt += used;
      p->burnt += used;
    }
  } else if (v->state == WAIT) {
    v->wait += dt;
    if (now >= v->due) v->idle_ticks += count_due(v, v->guest->tick, now);
  } else {
    v->ready += dt;
    if (now >= v->due) hold_ticks(v, now);
  }
}
static void account_processor(processor *p, int64_t now) {
  int64_t dt = now - p->since;
  if (p->state == FREE) {
    int64_t overhead = eta == 0 ? 0 : taken(dt);
    p->idle += dt - overhead;
    p->overhead += overhead;
    p->since = now;
  } else if (p->state == VMM) {
    p->overhead += dt;
    p->since = now;
  }
}

static void enqueue(vcpu *v) {
  v->next = NULL;
  v->previous = queue_tail;
  if (queue_tail) queue_tail->next = v;
  else queue_head = v;
  queue_tail = v;
}
static vcpu *take_first(void) {
  vcpu *v = queue_head;
  queue_head = v->next;
  if (v->next) v->next->previous = NULL;
  else queue_tail = NULL;
  return v;
}
static void schedule(vcpu *v) {
  if (v->slice_end < v->work_end) set_event(v->slot, v->slice_end, AT_SLICE);
  else set_event(v->slot, v->work_end, AT_WORK);
}

static void start_burst(vcpu *v, thread *t, int64_t wanted) {
  int64_t raw = draw(t->burst);
  if (raw < 1) raw = 1;
  t->left = t->demand_now = raw;
  t->kernel_part = 0;
  t->wanted = wanted;
  t->begun = 0;
  t->next = NULL;
  if (v->run_tail) v->run_tail->next = t;
  else v->run_head = t;
  v->run_tail = t;
}
static void count_delay(guest *g, int64_t delay) {
  int64_t bucket = 0;
  g->interrupts++;
  if (delay == 0) g->undelayed++;
  else {
    g->delay_sum += delay;
    if (delay > g->delay_max) g->delay_max = delay;
    if (delay < 32) bucket = delay;
    else {
      int octave = 58 - __builtin_clzll(delay);
      bucket = (octave + 1) * 32 + ((delay >> octave) - 32);
      if (bucket >= BUCKETS) bucket = BUCKETS - 1;
    }
  }
  g->histogram[bucket]++;
}
static void deliver_pending(vcpu *v, int64_t now) {
  thread *t = v->pending_head;
  guest *g = v->guest;
  int64_t size = 0;
  if (!t) return;
  v->pending_head = v->pending_tail = NULL;
  while (t) {
    thread *next = t->pending;
    t->listed = 0;
    size++;
    count_delay(g, now - t->posted);
    start_burst(v, t, t->posted);
    t = next;
  }
  g->batches++;
  g->batch_squares += size * size;
  if (now >= g->window_end) {
    g->window_squares += g->window_count * g->window_count;
    g->window_count = 0;
    g->window_end = (now / g->tick + 1) * g->tick;
  }
  g->window_count += size;
}

static void leave(vcpu *v, int64_t now) {
  processor *p = v->processor;
  v->home = p;
  v->processor = NULL;
  v->work_end = v->slice_end = NEVER;
  p->vcpu = NULL;
  p->switching = 0;
  if (p->state == VMM) return;
  account_processor(p, now);
  p->state = FREE;
  p->since = now;
  free_mask[p->index >> 6] |= 1ull << (p->index & 63);
  pending = 1;
}
static void pick_segment(vcpu *v, int64_t now) {
  if (!v->current) {
    thread *t = v->run_head;
    if (!t) {
      account(v, now);
      leave(v, now);
      v->state = WAIT;
      v->segment = NONE;
      schedule(v);
      return;
    }
    v->current = t;
    v->run_head = t->next;
    if (!t->next) v->run_tail = NULL;
    if (!t->begun) {
      t->begun = 1;
      t->started++;
      t->queueing += now - t->wanted;
    }
  }
  v->segment = THREAD;
  v->base = now;
  v->base_used = 0;
  v->work_end = now + wall_for(v->current->left);
  schedule(v);
}
static void charge_held(vcpu *v, int64_t n, thread *t) {
  if (t) charge_thread(v, t, n, t->left <= t->kernel_part);
  else v->idle_ticks += n;
}
static void enter_run(vcpu *v, processor *p, int64_t now) {
  account(v, now);
  account_processor(p, now);
  v->state = RUN;
  p->state = BUSY;
  int64_t ticks = v->held;
  if (ticks > 0) {
    v->held = 0;
    if (v->current || v->run_head) charge_held(v, ticks, v->current ? v->current : v->run_head);
    else if (v->guest->idle_first) charge_held(v, ticks, NULL);
    else {
      deliver_pending(v, now);
      charge_held(v, ticks, v->run_head);
    }
  }
  deliver_pending(v, now);
  pick_segment(v, now);
}
static void begin_turn(vcpu *v, processor *p, int64_t now) {
  v->dispatches++;
  v->slice_end = now + v->slice;
  enter_run(v, p, now);
}
static void start_on(vcpu *v, processor *p, int64_t now) {
  account_processor(p, now);
  free_mask[p->index >> 6] &= ~(1ull << (p->index & 63));
  v->processor = p;
  p->vcpu = v;
  v->turn_start = now;
  int last = p->last_guest;
  p->last_guest = v->guest->index;
  if (last >= 0 && last != v->guest->index) {
    p->switches++;
    if (switch_cost > 0) {
      p->state = VMM;
      p->switching = 1;
      p->since = now;
      p->vmm_end = now + switch_cost;
      set_event(p->slot, p->vmm_end, AT_VMM);
      return;
    }
  }
  begin_turn(v, p, now);
}
static int lowest_free(void) {
  for (int i = 0; i < 4; i++)
    if (free_mask[i]) return 64 * i + __builtin_ctzll(free_mask[i]);
  return -1;
}
static void dispatch(int64_t now) {
  pending = 0;
  while (queue_head) {
    int p = lowest_free();
    if (p < 0) return;
    vcpu *v = take_first();
    if (v->home && free_mask[v->home->index >> 6] >> (v->home->index & 63) & 1) p = v->home->index;
    start_on(v, &processors[p], now);
  }
}

static void post(thread *t, int64_t now) {
  vcpu *v = t->vcpu;
  t->posted = now;
  if (!t->listed) {
    t->listed = 1;
    t->pending = NULL;
    if (v->pending_head) v->pending_tail->pending = t;
    else v->pending_head = t;
    v->pending_tail = t;
  }
  if (v->state == RUN) {
    account(v, now);
    deliver_pending(v, now);
    if (v->segment == IDLE) pick_segment(v, now);
  } else if (v->state == WAIT) {
    account(v, now);
    v->state = READY;
    enqueue(v);
    pending = 1;
  }
}
static void end_work(vcpu *v, int64_t now) {
  thread *t = v->current;
  account(v, now);
  v->current = NULL;
  t->cycles++;
  t->response += now - t->wanted;
  t->demand += t->demand_now;
  if (t->wait > 0) set_event(t->slot, now + draw(t->wait), AT_WAKE);
  else start_burst(v, t, now);
  pick_segment(v, now);
}
static void end_slice(vcpu *v, int64_t now) {
  account(v, now);
  if (!queue_head) {
    v->slice_end = now + v->slice;
    v->turn_start = now;
    schedule(v);
    return;
  }
  leave(v, now);
  v->state = READY;
  v->segment = NONE;
  schedule(v);
  enqueue(v);
}
static void run(void) {
  for (;;) {
    int64_t key = tree[1], time = key == INT64_MAX ? NEVER : key >> 18;
    if (pending && time > now_time) {
      dispatch(now_time);
      continue;
    }
    if (time > end_time) break;
    now_time = time;
    event_count++;
    slot *s = &slots[key & 32767];
    if (s->kind == OF_THREAD) {
      set_event(s->index, NEVER, 0);
      post(s->owner, time);
    } else if (s->kind == OF_VCPU) {
      if ((key >> 15 & 7) == AT_WORK) end_work(s->owner, time);
      else end_slice(s->owner, time);
    } else {
      processor *p = s->owner;
      set_event(s->index, NEVER, 0);
      account_processor(p, time);
      p->switching = 0;
      begin_turn(p->vcpu, p, time);
    }
  }
  for (int i = 0; i < guest_count; i++) account(&vcpus[i], end_time);
  for (int i = 0; i < processor_count; i++) account_processor(&processors[i], end_time);
}
static void start(uint64_t seed, double burst, double wait, int64_t tick, int64_t slice) {
  int n = guest_count, next = 0;
  seed_random(seed);
  for (int i = 0; i < 2 * leaves; i++) tree[i] = INT64_MAX;
  memset(guests, 0, n * sizeof *guests);
  memset(vcpus, 0, n * sizeof *vcpus);
  memset(threads, 0, n * sizeof *threads);
  memset(processors, 0, processor_count * sizeof *processors);
  memset(free_mask, 0, sizeof free_mask);
  queue_head = queue_tail = NULL;
  now_time = event_count = 0;
  pending = 1;
  for (int i = 0; i < n; i++) slots[next] = (slot){OF_THREAD, next, &threads[i]}, threads[i].slot = next++;
  for (int i = 0; i < n; i++) slots[next] = (slot){OF_VCPU, next, &vcpus[i]}, vcpus[i].slot = next++;
  for (int i = 0; i < processor_count; i++) {
    processor *p = &processors[i];
    slots[next] = (slot){OF_PROCESSOR, next, p};
    p->slot = next++;
    p->index = i;
    p->last_guest = -1;
    free_mask[i >> 6] |= 1ull << (i & 63);
  }
  for (int i = 0; i < n; i++) {
    vcpu *v = &vcpus[i];
    thread *t = &threads[i];
    guests[i].index = i;
    guests[i].tick = tick;
    v->index = i;
    v->guest = &guests[i];
    v->slice = slice;
    v->work_end = v->slice_end = NEVER;
    v->due = (int64_t)(tick * next_unit());
    if (v->due == 0) v->due = tick;
    t->vcpu = v;
    t->burst = burst;
    t->wait = wait;
    if (next_unit() * (burst + wait) < burst) start_burst(v, t, 0);
    else set_event(t->slot, draw(wait), AT_WAKE);
    if (v->run_head) v->state = READY, enqueue(v);
  }
}

int main(int count, char **words) {
  if (count != 9) return 2;
  guest_count = atoi(words[1]);
  processor_count = atoi(words[2]);
  double burst = atof(words[3]), wait = atof(words[4]);
  int64_t tick = atoll(words[5]), slice = atoll(words[6]);
  end_time = (int64_t)(atof(words[7]) * 1e7);
  int repetitions = atoi(words[8]);
  for (leaves = 2; leaves < 2 * guest_count + processor_count;) leaves *= 2;
  tree = malloc(2 * leaves * sizeof *tree);
  guests = malloc(guest_count * sizeof *guests);
  vcpus = malloc(guest_count * sizeof *vcpus);
  threads = malloc(guest_count * sizeof *threads);
  processors = malloc(processor_count * sizeof *processors);
  slots = malloc((2 * guest_count + processor_count) * sizeof *slots);
  double best = 1e9;
  for (int r = 0; r < repetitions; r++) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    start(r, burst, wait, tick, slice);
    run();
    clock_gettime(CLOCK_MONOTONIC, &b);
    double seconds = (b.tv_sec - a.tv_sec) + 1e-9 * (b.tv_nsec - a.tv_nsec);
    if (seconds < best) best = seconds;
  }
  double used = 0, ready = 0, busy = 0, all = 0;
  for (int i = 0; i < guest_count; i++) {
    vcpu *v = &vcpus[i];
    used += v->used;
    ready += v->ready;
    busy += v->user_ticks + v->kernel_ticks;
    all += v->user_ticks + v->kernel_ticks + v->idle_ticks;
  }
  printf("%lld %.0f %.6f %.5f %.5f %.5f\n", (long long)event_count, all, best, used / guest_count / end_time,
         ready / guest_count / end_time, busy / all);
  return 0;
}
