/**
 * Goal-directed search: from the incumbent one host is closed, and its items must find room on the others. Two ways
 * of trying take turns: ejection chains (ejection-chain.ts), strong where items are few and large on a host, and annealing
 * through overloads (anneal.ts), strong where they are many. Both get about the same work.
 */
import { nextBelow } from '../random';
import { anneal, annealed, beginSpread, sinceSpread, spread } from './anneal';
import {
  incumbentCost,
  incumbentKnown,
  incumbentUnplaced,
  costNow,
  keepIfBetter,
  openIncumbent,
  restoreIncumbent,
  restoreItem,
} from './incumbent';
import { beginChains, move, moves, resetChains } from './ejection-chain';
import { fits, spend, work } from './fit';
import { beginGoals, cheapen, closeEmpty, closeEmptiest, makeCheaper, makeRoom } from './goal';
import { roundNeeds } from './rows16';
import { clearHosts, closeHost, hostOf, hosts, openHost } from './hosts';
import { blocks, items, kindCount, kinds } from './layout';
import { BEST_VALUE, orderKinds } from './order';
import { clearEjected, enter, ejectedItem, ejected } from './ejected';
import { weighPoints } from './score';
import { at32, put32, take32 } from '../words';

/** Moves of chains for each item before another host is closed, doubled with every try up to some. */
const PATIENCE: i32 = 20;
const DOUBLINGS: i32 = 6;
/** Annealing: moves of the first run for each item, and how much longer each run without success is than the one before. */
const RUN: f64 = 400;
const LONGEST_FIRST: f64 = 6000000;
const LONGER: f64 = 2;
const LONGER_OF_MANY: f64 = 2.5;
/** With several kinds there are many goals to try: shorter runs at first, and longer ones more slowly. */
const SHORTER_OF_KINDS: f64 = 0.1;
const LONGER_OF_KINDS: f64 = 1.1;
/** A goal reached within so many moves for each item was reached at once. */
const QUICK: f64 = 20;
/** Tries at spreading that rules may refuse in a row before annealing is given up. */
const REFUSALS: i32 = 8;
const REFUSALS_OF_KINDS: i32 = 64;
/** Better plans that count at most; where rows are many, annealing starts as if it had found HEAD_START. */
const MOST_WINS: i64 = 4;
const HEAD_START: i64 = 24;
/** Work of chains beyond that of annealing, after which chains give way. */
const TURN: i64 = 1000000;

/** What a step comes to when only its slice is done. */
const PAUSED: i32 = 3;
/** How far the setting of a goal is. */
const AIMED: i32 = 0;
const TAKING_UP: i32 = 1;
const CLOSING: i32 = 2;
const SPREADING: i32 = 3;

/** Per item: 1 where no host ever holds it. How many those are. */
let hopeless: usize = 0;
let hopelessCount: i32 = 0;
/** The items of the host that was closed last, and where among the ejected those begin that it lets loose. */
let loose: usize = 0;
let looseFrom: i32 = 0;
let patience: i32 = 0;
let tries: i32 = 0;
/** Whether an attempt is under way, whether the state of the hosts is the incumbent, and the way of trying. */
let running: bool = false;
let atBest: bool = false;
let annealing: bool = false;
/** Work given to each way since the last better plan, and better plans found by each: work is shared out by these. */
let chainWork: i64 = 0;
let annealWork: i64 = 0;
let chainWins: i64 = 0;
let annealWins: i64 = 0;
/** How often rules kept the loose items from being spread, and whether that was too often. */
let refusals: i32 = 0;
let annealBarred: bool = false;
/** Hosts closed at a time, and whether the last annealing reached its goal and has heat left. */
let stride: i32 = 1;
let heated: bool = false;
let annealMoves: f64 = 0;
/** Whether a step is under way, and the work that is left of it. */
let stepping: bool = false;
let stepLeft: i32 = 0;
/** How far the setting of a goal is, the work it took in slices before, and the item to be taken up next (-1: all are). */
let aiming: i32 = AIMED;
let aimWork: i32 = 0;
let restoring: i32 = -1;
/** Hosts that are still to be closed, and units that closing took: a slice counts them, a step never did. */
let closing: i32 = 0;
let uncounted: i32 = 0;

/** Takes the regions. */
export function takeSearch(): void {
  hopeless = take32(items);
  loose = take32(items);
  running = false;
}

/**
 * Starts over from the incumbent, whatever it is now. `effort` (1 or more) lengthens the first annealing: what shorter
 * searches from the same plan did not find, more of the same will not.
 */
export function beginSearch(effort: f64): void {
  assert(incumbentKnown, 'search: there is no plan to start from');
  running = false;
  stepping = false;
  aiming = AIMED;
  aimWork = 0;
  uncounted = 0;
  atBest = false;
  weighPoints(1);
  orderKinds(BEST_VALUE);
  clearHosts(true);
  hopelessCount = 0;
  for (let i = 0; i < items; i++) {
    put32(hopeless, i, fitsSomewhere(i) ? 0 : 1);
    hopelessCount += at32(hopeless, i);
  }
  resetChains(hopelessCount);
  beginGoals();
  annealMoves = min(
    min(RUN * <f64>items + 10000, LONGEST_FIRST) * (kinds > 1 ? SHORTER_OF_KINDS : 1) * effort,
    1e9,
  );
  chainWins = 1;
  annealWins = blocks > 0 ? HEAD_START : 1;
  stride = 1;
  heated = false;
  startRound();
}

/** After a better plan the count of work starts anew. */
function startRound(): void {
  tries = 0;
  chainWork = 0;
  annealWork = 0;
  annealBarred = false;
  refusals = 0;
}

function fitsSomewhere(i: i32): bool {
  for (let j = 0; j < kinds; j++) {
    if (at32(kindCount, j) == 0) continue;
    const h = openHost(j);
    const held = fits(i, h);
    closeHost(h);
    if (held) return true;
  }
  return false;
}

/**
 * Goes on with a step of about `budget` units of work, for about `slice` of them: 0 when the step has ended, 1 a better
 * plan was found, 2 nothing is left to gain, 3 the step is to be continued. How it is sliced changes nothing that it does.
 */
export function searchStep(budget: i32, slice: i32): i32 {
  if (!stepping) stepLeft = budget;
  const from = work;
  const came = searchOn(work + stepLeft, work + slice);
  stepLeft -= work - from;
  stepping = came == PAUSED;
  return came;
}

function searchOn(until: i32, pause: i32): i32 {
  if (!roundNeeds(min(until, pause))) return work < until ? PAUSED : 0;
  while (aiming != AIMED || work < until) {
    if (work >= pause) return PAUSED;
    const before = work;
    if (!running) {
      if (aiming == AIMED) startAim();
      const aimed = aim(pause);
      if (aimed == 2) return 2;
      if (aimed == 0) {
        aimWork += work - before;
        return PAUSED;
      }
      running = true;
    }
    const byAnnealing = annealing;
    const found = annealing ? annealOn(min(until, pause), until) : chainOn();
    if (byAnnealing) annealWork += aimWork + work - before;
    else chainWork += aimWork + work - before;
    aimWork = 0;
    if (!found) continue;
    closeEmpty();
    if (!keepIfBetter()) continue;
    atBest = blocks == 0 || !byAnnealing;
    if (kinds > 1) polish();
    if (byAnnealing) annealWins = min(annealWins + 1, mostWins());
    else chainWins = min(chainWins + 1, mostWins());
    startRound();
    return 1;
  }
  return 0;
}

function mostWins(): i64 {
  return blocks > 0 ? HEAD_START : MOST_WINS;
}

/** Where a host of the better plan may be of a cheaper kind, it becomes one. */
function polish(): void {
  if (!atBest) restoreIncumbent();
  atBest = true;
  if (cheapen()) keepIfBetter();
}

/**
 * Goes on annealing; true when nothing is overloaded any more. Then the next goal is taken up with the heat that is
 * left, and is higher where this one was reached at once.
 */
function annealOn(pause: i32, until: i32): bool {
  if (anneal(pause)) {
    if (work >= until && stride > 1 && sinceSpread() > 2 * QUICK * <f64>items) {
      // Too many hosts at once: fewer of them, with the heat that is left.
      running = false;
      heated = true;
      stride = max(stride >> 2, 1);
    }
    return false;
  }
  running = false;
  heated = annealed();
  if (heated) {
    stride = sinceSpread() < QUICK * <f64>items ? min(stride * 2, max(hosts >> 5, 1)) : max(stride >> 1, 1);
    return true;
  }
  stride = 1;
  annealMoves = min(annealMoves * (kinds > 1 ? LONGER_OF_KINDS : blocks > 0 ? LONGER_OF_MANY : LONGER), 1e9);
  return false;
}

/** One move of a chain; true when the hosts carry more, or the same for less. */
function chainOn(): bool {
  const unplaced = ejected + hopelessCount;
  if (unplaced < incumbentUnplaced || (unplaced == incumbentUnplaced && costNow() < incumbentCost)) {
    running = false;
    return true;
  }
  const ended = ejected == 0 || moves > patience;
  if (ended || (mayAnneal() && chainWork * annealWins > (annealWork + annealWork / 4 + TURN) * chainWins)) {
    running = false;
  } else move();
  return false;
}

/** Starts to set the next goal: a place for what the incumbent left out, else the same for less. */
function startAim(): void {
  aiming = TAKING_UP;
  if (!atBest) openIncumbent();
  restoring = atBest ? -1 : items - 1;
}

/** Goes on setting the goal until the work is done: 0 to be continued, 1 when it is set, 2 where there is none. */
function aim(until: i32): i32 {
  while (aiming != AIMED) {
    if (aiming == TAKING_UP) {
      if (!takeUp(until)) return 0;
      if (ejected == 0 && hosts == 0) return 2;
      annealing = mayAnneal() && (heated || annealWork * chainWins <= chainWork * annealWins);
      aiming = annealing ? CLOSING : AIMED;
      if (annealing) aimAnneal();
      else aimChains();
      continue;
    }
    if (aiming == CLOSING) {
      for (; closing > 0; closing--) {
        if (work + uncounted >= until) {
          uncounted = 0;
          return 0;
        }
        closeEmptiest(1, tries);
        uncounted += hosts >> 4;
      }
      if (loosen()) aiming = SPREADING;
      else refuse();
      continue;
    }
    const came = spread(until, annealMoves, heated);
    if (came == 0) return 0;
    if (came == 2) refuse();
    else {
      refusals = 0;
      aiming = AIMED;
    }
  }
  return 1;
}

/** Closes a host for chains. */
function aimChains(): void {
  heated = false;
  beginChains(tries > 1);
  patience = (100 + PATIENCE * items) << min(tries, DOUBLINGS);
  // Where hosts have prices, two of them may be worth one of another kind.
  if (ejected == 0) closeEmptiest(kinds > 1 && tries > 0 ? 1 + <i32>nextBelow(2) : 1, tries);
  tries++;
}

/** Goes on making the incumbent the present state; true when it is, and the ejected are what it left out. */
function takeUp(until: i32): bool {
  for (; restoring >= 0; restoring--) {
    if (work >= until) return false;
    restoreItem(restoring);
    spend(2 + (blocks << 1));
  }
  atBest = false;
  clearEjected();
  spend(items >> 3);
  for (let i = 0; i < items; i++) if (at32(hostOf, i) < 0 && at32(hopeless, i) == 0) enter(i);
  return true;
}

/** Chooses a host for what has none, or hosts that would cost less; with one kind, how many are to be closed. */
function aimAnneal(): void {
  looseFrom = 0;
  closing = 0;
  if (ejected > 0) {
    looseFrom = ejected;
    put32(loose, 0, ejectedItem(makeRoom(tries)));
  } else if (kinds == 1) closing = min(stride, hosts - 1);
  else makeCheaper(tries);
}

/** Takes what was ejected last out to be spread over the hosts; false where there are none. */
function loosen(): bool {
  let count = looseFrom > 0 ? 1 : 0;
  for (let k = looseFrom; k < ejected; k++) put32(loose, count++, ejectedItem(k));
  clearEjected();
  tries++;
  if (hosts == 0) return false;
  beginSpread(loose, count);
  return true;
}

/** Rules kept the loose items from being spread: another goal, and no annealing at all where that was too often. */
function refuse(): void {
  heated = false;
  stride = 1;
  if (++refusals >= (kinds > 1 ? REFUSALS_OF_KINDS : REFUSALS)) annealBarred = true;
  startAim();
}

/** Annealing needs two hosts at least, or other kinds to turn to, and rules that let the loose items be spread. */
function mayAnneal(): bool {
  return !annealBarred && (hosts >= 2 || kinds > 1);
}
