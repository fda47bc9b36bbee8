// The packing kernel's first-fit, best-fit and host-centred constructions once more in C++, step by step the same
// (witness rows, block maxima against block minima, shapes in single precision), so that what WebAssembly costs can be
// told from what the algorithm costs. Only where rows are few does host-centred look at every candidate, four at a time,
// where the kernel searches a tree of boxes for the same choice. g++ -O3 -march=native -std=c++17 packing-twin.cpp -o packing-twin
//
// packing-twin FILE RUNS: FILE holds int32 items, resources, slots of each resource, capacities, then demand
// (items x rows). Prints one line for each construction: name, hosts, least milliseconds of RUNS or more.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <numeric>
#include <vector>
using namespace std;
typedef int32_t i32;
typedef float f4 __attribute__((vector_size(16)));
typedef int i4 __attribute__((vector_size(16)));

static const int BLOCK = 16, WITNESSES = 4, ENDLESS = 1 << 30;
static int n, D, R, B, P;
static vector<int> slots, capacity, rowBegin, rowEnd, pointResource, pointCount;
static vector<i32> raw;
static i32 *need, *blockMax, *emptyRoom;
static float *shape, *scale, *weight;
static vector<double> peak, scarcity;

template <class T> static T *room(size_t count) {
  T *p = (T *)aligned_alloc(64, (count * sizeof(T) + 127) / 64 * 64);
  memset((void *)p, 0, count * sizeof(T));
  return p;
}
static inline f4 load(const float *p) { return *(const f4 *)p; }
static inline i4 load(const i32 *p) { return *(const i4 *)p; }
static inline bool anyOf(i4 v) { return (v[0] | v[1] | v[2] | v[3]) != 0; }

static void writeShape(const i32 *row, float *to) {
  if (B == 0) {
    for (int r = 0; r < R; r++) to[r] = (float)row[r] * scale[r];
    return;
  }
  for (int b = 0; b < B; b++, row += BLOCK) {
    int sum = 0;
    for (int k = 0; k < BLOCK; k++) sum += row[k];
    to[b] = (float)sum * scale[b];
  }
}

static void layOut() {
  int total = accumulate(slots.begin(), slots.end(), 0);
  bool blocked = total >= 64;
  int row = 0;
  rowBegin.assign(D, 0), rowEnd.assign(D, 0);
  for (int d = 0; d < D; d++) {
    rowBegin[d] = row;
    row += blocked ? (slots[d] + BLOCK - 1) / BLOCK * BLOCK : slots[d];
    rowEnd[d] = row;
  }
  R = blocked ? (row + 4 * BLOCK - 1) / (4 * BLOCK) * 4 * BLOCK : max(4, (row + 3) / 4 * 4);
  B = blocked ? R / BLOCK : 0;
  P = blocked ? B : R;
}

static void prepare() {
  layOut();
  need = room<i32>((size_t)n * R), blockMax = room<i32>((size_t)n * B), emptyRoom = room<i32>(R);
  shape = room<float>((size_t)n * P), scale = room<float>(P), weight = room<float>(P);
  int total = accumulate(slots.begin(), slots.end(), 0), per = B ? BLOCK : 1;
  fill(emptyRoom, emptyRoom + R, ENDLESS);
  pointResource.assign(P, 0), pointCount.assign(D, 0);
  for (int d = 0; d < D; d++) {
    fill(emptyRoom + rowBegin[d], emptyRoom + rowEnd[d], capacity[d]);
    for (int p = rowBegin[d] / per; p * per < rowEnd[d]; p++) scale[p] = (float)(1.0 / ((double)per * capacity[d])), pointResource[p] = d, pointCount[d]++;
  }
  peak.assign((size_t)n * D, 0), scarcity.assign(D, 0);
  vector<int64_t> sum(R, 0);
  for (int i = 0; i < n; i++) {
    i32 *to = need + (size_t)i * R;
    const i32 *from = raw.data() + (size_t)i * total;
    for (int d = 0; d < D; from += slots[d++]) {
      memcpy(to + rowBegin[d], from, slots[d] * sizeof(i32));
      fill(to + rowBegin[d] + slots[d], to + rowEnd[d], from[slots[d] - 1]);
      int most = 0;
      for (int r = rowBegin[d]; r < rowEnd[d]; r++) most = max(most, to[r]);
      peak[(size_t)i * D + d] = most;
    }
    for (int r = 0; r < R; r++) sum[r] += to[r];
    for (int b = 0; b < B; b++) {
      int most = to[b * BLOCK];
      for (int k = 1; k < BLOCK; k++) most = max(most, to[b * BLOCK + k]);
      blockMax[(size_t)i * B + b] = most;
    }
    writeShape(to, shape + (size_t)i * P);
  }
  double most = 0;
  for (int d = 0; d < D; d++) {
    int64_t worst = 0;
    for (int r = rowBegin[d]; r < rowEnd[d]; r++) worst = max(worst, sum[r]);
    scarcity[d] = (double)worst / capacity[d], most = max(most, scarcity[d]);
  }
  for (auto &s : scarcity) s /= most;
  for (int p = 0; p < P; p++) if (pointCount[pointResource[p]] && scale[p] > 0) weight[p] = (float)(scarcity[pointResource[p]] / pointCount[pointResource[p]]);
}

struct Hosts {
  int count = 0;
  vector<i32 *> at;
  i32 *all, *blockMin, *witnessRow, *witnessRoom;
  float *shapes;
  bool shapesKept;
  Hosts(bool keep) : at(n), shapesKept(keep) {
    all = B ? nullptr : room<i32>((size_t)n * R);
    blockMin = room<i32>((size_t)n * B), shapes = room<float>((size_t)n * P);
    witnessRow = room<i32>((size_t)n * WITNESSES), witnessRoom = room<i32>((size_t)n * WITNESSES);
  }
  ~Hosts() {
    if (B) for (int h = 0; h < count; h++) free(at[h]);
    free(all), free(blockMin), free(shapes), free(witnessRow), free(witnessRoom);
  }
  int open() {
    int h = count++;
    at[h] = B ? room<i32>(R) : all + (size_t)h * R;
    memcpy(at[h], emptyRoom, R * sizeof(i32));
    summarise(h);
    return h;
  }
  void summarise(int h) {
    const i32 *row = at[h];
    for (int b = 0; b < B; b++, row += BLOCK) {
      int least = row[0];
      for (int k = 1; k < BLOCK; k++) least = min(least, row[k]);
      blockMin[(size_t)h * B + b] = least;
    }
    if (shapesKept) writeShape(at[h], shapes + (size_t)h * P);
    for (int k = 0; k < WITNESSES; k++) witnessRoom[h * WITNESSES + k] = at[h][witnessRow[h * WITNESSES + k]];
  }
  void place(int i, int h) {
    i32 *left = at[h];
    const i32 *row = need + (size_t)i * R;
    for (int r = 0; r < R; r++) left[r] -= row[r];
    summarise(h);
  }
  inline bool mayFit(int i, int h) const {
    const i32 *row = need + (size_t)i * R;
    if (B == 0) {
      for (int r = 0; r < R; r += 4) if (anyOf(load(row + r) > load(at[h] + r))) return false;
      return true;
    }
    const i32 *rows = witnessRow + h * WITNESSES, *left = witnessRoom + h * WITNESSES;
    return row[rows[0]] <= left[0] && row[rows[1]] <= left[1] && row[rows[2]] <= left[2] && row[rows[3]] <= left[3];
  }
  bool fitsRest(int i, int h) {
    const i32 *row = need + (size_t)i * R, *most = blockMax + (size_t)i * B, *least = blockMin + (size_t)h * B;
    for (int b = 0; b < B; b += 4) {
      i4 open = load(most + b) > load(least + b);
      if (!anyOf(open)) continue;
      for (int k = b; k < b + 4; k++) {
        if (!open[k - b]) continue;
        for (int r = k * BLOCK; r < k * BLOCK + BLOCK; r += 4) {
          i4 over = load(row + r) > load(at[h] + r);
          if (!anyOf(over)) continue;
          for (int z = 0; z < 4; z++) if (over[z]) return witness(h, r + z), false;
        }
      }
    }
    return true;
  }
  void witness(int h, int r) {
    i32 *rows = witnessRow + h * WITNESSES, *left = witnessRoom + h * WITNESSES;
    for (int k = WITNESSES - 1; k > 0; k--) rows[k] = rows[k - 1], left[k] = left[k - 1];
    rows[0] = r, left[0] = at[h][r];
  }
};

static float dot(const float *a, const float *b) {
  f4 sum = {0, 0, 0, 0};
  for (int p = 0; p < P; p += 4) sum += load(a + p) * load(b + p);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static vector<int> ordered() {
  vector<double> size(n, 0);
  for (int i = 0; i < n; i++) for (int d = 0; d < D; d++) size[i] += peak[(size_t)i * D + d] / capacity[d] * scarcity[d];
  vector<int> o(n);
  iota(o.begin(), o.end(), 0);
  stable_sort(o.begin(), o.end(), [&](int a, int b) { return size[a] > size[b]; });
  return o;
}

static int firstFit() {
  Hosts hosts(false);
  for (int i : ordered()) {
    int h = 0;
    while (h < hosts.count && !(hosts.mayFit(i, h) && hosts.fitsRest(i, h))) h++;
    hosts.place(i, h < hosts.count ? h : hosts.open());
  }
  return hosts.count;
}

static int bestFit() {
  Hosts hosts(true);
  vector<float> factor(n);
  float *stay = room<float>(P);
  for (int i : ordered()) {
    for (int p = 0; p < P; p++) stay[p] = shape[(size_t)i * P + p] * weight[p];
    int best = -1;
    float most = -INFINITY;
    for (int h = 0; h < hosts.count; h++) {
      if (!hosts.mayFit(i, h)) continue;
      float s = factor[h] * dot(stay, hosts.shapes + (size_t)h * P);
      if (s > most && hosts.fitsRest(i, h)) most = s, best = h;
    }
    if (best < 0) best = hosts.open();
    hosts.place(i, best);
    f4 sum = {0, 0, 0, 0};
    for (int p = 0; p < P; p += 4) sum += load(hosts.shapes + (size_t)best * P + p) * load(hosts.shapes + (size_t)best * P + p) * load(weight + p);
    factor[best] = 1.0f / ((float)sqrt((double)((sum[0] + sum[1]) + (sum[2] + sum[3]))) + 0.001f);
  }
  free(stay);
  return hosts.count;
}

// Host-centred on few rows: candidates row by row, four at a time.
static int hostCentredLanes() {
  Hosts hosts(true);
  int size = (n + 3) & ~3, count = n, placed = 0, waiting = n;
  i32 *needs = room<i32>((size_t)R * size);
  float *shapes = room<float>((size_t)R * size), *stay = room<float>(P);
  vector<int> ids(size);
  vector<char> done(n, 0);
  auto fillLanes = [&] {
    count = 0, placed = 0;
    for (int i = 0; i < n; i++) {
      if (done[i]) continue;
      ids[count] = i;
      for (int r = 0; r < R; r++) needs[(size_t)r * size + count] = need[(size_t)i * R + r], shapes[(size_t)r * size + count] = shape[(size_t)i * R + r];
      count++;
    }
    for (int k = count; k < ((count + 3) & ~3); k++) needs[k] = ENDLESS + 1;
  };
  fillLanes();
  while (waiting > 0) {
    int h = hosts.open();
    if (placed * 4 >= count) fillLanes();
    for (;;) {
      for (int p = 0; p < P; p++) stay[p] = hosts.shapes[(size_t)h * P + p] * weight[p];
      int best = -1;
      float most = -INFINITY;
      for (int k = 0; k < count; k += 4) {
        i4 over = {0, 0, 0, 0};
        for (int r = 0; r < R; r++) over |= load(needs + (size_t)r * size + k) > hosts.at[h][r];
        if (over[0] & over[1] & over[2] & over[3]) continue;
        f4 s[4] = {{0}, {0}, {0}, {0}};
        for (int r = 0; r < R; r += 4) for (int z = 0; z < 4; z++) s[z] += stay[r + z] * load(shapes + (size_t)(r + z) * size + k);
        f4 score = (s[0] + s[1]) + (s[2] + s[3]);
        if (!anyOf((score > most) & ~over)) continue;
        for (int z = 0; z < 4; z++) if (!over[z] && score[z] > most) most = score[z], best = k + z;
      }
      if (best < 0) break;
      hosts.place(ids[best], h), done[ids[best]] = 1, needs[best] = ENDLESS + 1, placed++, waiting--;
    }
  }
  free(needs), free(shapes), free(stay);
  return hosts.count;
}

static int hostCentred() {
  if (B == 0) return hostCentredLanes();
  Hosts hosts(true);
  float *stay = room<float>(P), *atMost = room<float>(n + 4);
  vector<float> atMostEmpty(n, INFINITY);
  vector<int> waiting(n), candidates;
  iota(waiting.begin(), waiting.end(), 0);
  vector<char> done(n, 0);
  while (!waiting.empty()) {
    int h = hosts.open(), count = waiting.size();
    candidates = waiting;
    for (int k = 0; k < count; k++) atMost[k] = atMostEmpty[candidates[k]];
    for (int k = count; k & 3; k++) atMost[k] = -INFINITY;
    for (bool empty = true;; empty = false) {
      for (int p = 0; p < P; p++) stay[p] = hosts.shapes[(size_t)h * P + p] * weight[p];
      int best = -1, bestAt = 0;
      float most = -INFINITY;
      for (int four = 0; four < count; four += 4) {
        if (!anyOf(load(atMost + four) > most)) continue;
        for (int k = four; k < four + 4; k++) {
          if (!(atMost[k] > most)) continue;
          int i = candidates[k];
          float s = -INFINITY;
          if (hosts.mayFit(i, h)) {
            s = dot(stay, shape + (size_t)i * P);
            if (s > most) {
              if (hosts.fitsRest(i, h)) most = s, best = i, bestAt = k;
              else s = -INFINITY;
            }
          }
          atMost[k] = s;
          if (empty) atMostEmpty[i] = s;
        }
      }
      if (best < 0) break;
      atMost[bestAt] = -INFINITY;
      hosts.place(best, h), done[best] = 1;
    }
    waiting.erase(remove_if(waiting.begin(), waiting.end(), [&](int i) { return done[i]; }), waiting.end());
  }
  free(stay), free(atMost);
  return hosts.count;
}

int main(int argc, char **argv) {
  // Memory once had is kept, as the kernel's arena is: no run pays for pages anew.
  mallopt(M_TRIM_THRESHOLD, 1 << 30), mallopt(M_MMAP_THRESHOLD, 1 << 30);
  FILE *f = argc > 2 ? fopen(argv[1], "rb") : nullptr;
  auto read = [&](void *to, size_t count) { if (fread(to, 4, count, f) != count) exit(1); };
  if (!f) return 1;
  read(&n, 1), read(&D, 1);
  slots.resize(D), capacity.resize(D);
  read(slots.data(), D), read(capacity.data(), D);
  raw.resize((size_t)n * accumulate(slots.begin(), slots.end(), 0));
  read(raw.data(), raw.size());
  struct { const char *name; int (*run)(); } all[] = {{"prepare", [] { prepare(); return 0; }}, {"first-fit", firstFit}, {"best-fit", bestFit}, {"host-centred", hostCentred}};
  for (auto &a : all) {
    double least = 1e30;
    int hosts = 0;
    double all = 0;
    for (int run = 0; run < atoi(argv[2]) || all < 100; run++) {
      auto start = chrono::steady_clock::now();
      hosts = a.run();
      double ms = chrono::duration<double, milli>(chrono::steady_clock::now() - start).count();
      least = min(least, ms), all += ms;
    }
    printf("%s %d %.3f\n", a.name, hosts, least);
    fflush(stdout);
  }
}
