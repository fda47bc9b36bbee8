import type { FoldProblem } from '../engine/packing/problem';
import type { Estate } from '../estate/estate';
import { splitByFit } from './alone';
import type { FoldModel, Item } from './model';
import { modelOf } from './model';
import type { FoldOptions } from './options';
import { problemOf } from './problem';

/** What of an estate is folded, and the whole numbers that are. */
export interface Foldable {
  readonly model: FoldModel;
  /** Items that fit some host, in the order of the problem's. */
  readonly fitting: readonly Item[];
  readonly tooLarge: readonly { readonly item: Item; readonly why: string }[];
  readonly problem: FoldProblem;
}

/** The problem that a fold of an estate solves. @throws InputError where a figure is out of range */
export function foldable(estate: Estate, options: FoldOptions, model = modelOf(estate, options)): Foldable {
  const whole = problemOf(model, options.policy);
  const { fitting, tooLarge } = splitByFit(model, whole);
  const problem = tooLarge.length ? problemOf(model, options.policy, fitting) : whole;
  return { model, fitting, tooLarge, problem };
}
