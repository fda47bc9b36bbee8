import type { FoldAnswer } from '../../../placement/answer';
import { HIGH, LOW, type LeastEstimate } from '../../../placement/estimate';
import { allRoom, cannotFit } from '../../../placement/proves';
import type { Explanation } from '../../parts/explanation';
import { count, many } from '../../text/format';
import { slotMoment } from '../../text/time';
import { measureOf } from './measure';
import { worth } from './objective';

/** How the number of machines came about. */
export function howMany(answer: FoldAnswer): Explanation {
  const { boundBy, grid } = answer;
  const bound =
    boundBy === null
      ? 'no single argument'
      : boundBy === 'pairs'
        ? 'servers that cannot share a host two by two'
        : `${answer.resources.find((r) => r.id === boundBy.resource)?.label ?? boundBy.resource}${boundBy.slot === null ? '' : ` at ${slotMoment(grid, boundBy.slot)}`}`;
  const ended = {
    proof: 'it was proved that no plan is smaller',
    time: 'its time was used up',
    work: 'its steps were used up',
    cancelled: 'somebody stopped it',
    running: 'it is still going on',
  }[answer.endedBy];
  return {
    title: many(answer.machines.total, 'machine'),
    text: 'Servers are placed so that on every host, in every slot and every resource, the load stays under the ceiling.',
    formula: 'capacity × ceiling ≥ VMM + guests × overhead of each + sum of the guests’ demand',
    values: [
      ['hosts that carry servers', count(answer.machines.carrying)],
      [
        `to spare, so that ${count(answer.withFailures.tolerated)} may fail`,
        answer.machines.spare === null ? 'not known' : count(answer.machines.spare),
      ],
      ...(answer.machines.native
        ? [['servers on machines of their own', count(answer.machines.native)] as const]
        : []),
      ['no plan can go below', worth(answer, answer.lowerBound)],
      ['that bound comes from', answer.proof && !answer.proof.measure ? 'points for each server' : bound],
      ['the search ended because', ended],
    ] as const,
    control: { id: 'more', label: 'how long to search' },
  };
}

/** How the estimate of the fewest hosts came about. */
export function howEstimated({ least, most, counted }: LeastEstimate): Explanation {
  return {
    title: `the fewest are likely ${least === most ? count(least) : `${count(least)} to ${count(most)}`}`,
    text: 'Plans are counted as if each host drew its servers by itself: by how many ways there are to fill one host, from a random walk among them, with every server placed as often as every other. With fewer hosts the count falls; where it comes to one plan, the fewest are looked for. It proves nothing.',
    formula: `${LOW} × hosts at one plan … ${HIGH} × hosts at one plan, within bound and plan`,
    values: [['hosts at one plan', counted.toFixed(1)]],
    basis: {
      kind: 'assumption',
      text: 'In about eight of ten published instances whose fewest hosts are known, those lay within; where servers were made to fill hosts to the brim, below it.',
    },
  };
}

/**
 * Each machine holds so many of the servers' points and no more: too few for all is a proof that all cannot fit.
 * @returns null where nothing proves that
 */
export function whyNotAll(answer: FoldAnswer): string | null {
  const { proof } = answer;
  if (!proof || !cannotFit(answer)) return null;
  const { of, say } = measureOf(answer, proof);
  const room = allRoom(proof);
  return `The servers ${of ? 'need' : 'have'} ${say(proof.total)}${of ? ` of ${of}` : ''}, and the machines that there are ${of ? 'have' : 'hold'} at most ${say(room)}.`;
}
