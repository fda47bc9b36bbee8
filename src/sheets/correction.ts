import { HOG } from '../dispatch/hosts';
import { inMeter, oneProcessor, working } from './loads';
import { plain, question, type Sheet } from './question';

/** A guest beside a neighbour, for the view that mends meters. */
const neighbour = oneProcessor([working(5, 15), { name: 'neighbour', threads: [HOG] }], {
  durationS: 60,
  replications: 40,
});
const mending = { ...inMeter(neighbour, 'Meter, where figures of your own are mended') };

const WHERE = ['Ticks stack up: waiting is counted as use', 'Ticks are lost', 'The meter is right'] as const;

/** What the host knows, and what it mends. */
export const CORRECTION: Sheet = {
  number: 6,
  title: 'Correction',
  given:
    'A guest’s own figures, and its host’s: processor time, % Run or % Used, and % Ready. A process is corrected to the total that the host charged, by its part of all ticks that were not idle.',
  questions: [
    question({
      number: 25,
      draws: { used: [21.7, 20.5, 23.4, 18.9] },
      holds: ({ used }) => used > 0 && used < 29.3,
      pose: ({ used }) => ({
        ask: `The meter shows 29.3 %. The host charged ${used} % and had the guest ready for ${plain(29.3 - used)} %. In the guest w3wp shows 17.6 %, sqlservr 11.1 %, all others 0.6 %. What did the two really use, and what do the three figures say of the ticks?`,
        answers: [
          {
            kind: 'number',
            id: 'w3wp',
            label: 'w3wp',
            unit: '%',
            value: (17.6 * used) / 29.3,
            tolerance: 0.1,
            traps: [
              {
                value: 17.6 - (29.3 - used) / 2,
                words:
                  'Waiting is not shared evenly: each process has its part of all ticks, so that all are scaled alike.',
              },
            ],
          },
          {
            kind: 'number',
            id: 'sqlservr',
            label: 'sqlservr',
            unit: '%',
            value: (11.1 * used) / 29.3,
            tolerance: 0.1,
          },
          { kind: 'choice', id: 'ticks', label: 'Used + ready = shown', options: WHERE, right: 0 },
        ],
        why: `Process i is used × nᵢ / Σ n: × ${plain(used / 29.3)}. Used and ready add up to what is shown, so that ticks of waiting were all charged.`,
        shown: mending,
      }),
    }),
    question({
      number: 26,
      draws: { run: [125, 110, 140], ready: [60, 48, 72] },
      holds: ({ run, ready }) => run + ready < 400,
      pose: ({ run, ready }) => ({
        ask: `A guest of four vCPUs shows ${plain((run + ready) / 4)} %. esxtop has the four together at % Run ${run} and % Ready ${ready}. What are these in % of the guest, and by how much is its meter too high?`,
        answers: [
          {
            kind: 'number',
            id: 'run',
            label: '% Run',
            unit: '% of the guest',
            value: run / 4,
            tolerance: 0.2,
            traps: [{ value: run, words: 'esxtop counts processors: 100 is one of four.' }],
          },
          {
            kind: 'number',
            id: 'ready',
            label: '% Ready',
            unit: '% of the guest',
            value: ready / 4,
            tolerance: 0.2,
          },
          {
            kind: 'number',
            id: 'off',
            label: 'Too high by',
            unit: 'points',
            value: ready / 4,
            tolerance: 0.2,
          },
        ],
        why: 'esxtop sums over vCPUs, the guest shows a mean over them: divide by four. What is shown less what was run is the time that it waited.',
        shown: mending,
      }),
    }),
    question({
      number: 27,
      draws: { host: [20, 18, 22, 24] },
      holds: ({ host }) => host > 0 && host <= 29.3,
      pose: ({ host }) => ({
        ask: `Only the host’s processor time is known: ${host} % while the meter shows 29.3 % and w3wp 17.6 %. What did w3wp use?`,
        answers: [
          {
            kind: 'number',
            id: 'w3wp',
            label: 'w3wp',
            unit: '%',
            value: (17.6 * host) / 29.3,
            tolerance: 0.1,
            traps: [
              {
                value: (17.6 * 29.3) / host,
                words: 'The other way round: the host charged less than the meter shows.',
              },
            ],
          },
        ],
        why: `17.6 × ${host} / 29.3. % Ready is not needed for the total; it says where the rest came from.`,
        shown: mending,
      }),
    }),
    question({
      number: 28,
      draws: { used: [34, 27, 41] },
      holds: ({ used }) => used > 0,
      pose: ({ used }) => {
        const wait = (10 * (100 - used)) / used;
        const input = oneProcessor([working(10, wait)], { durationS: 120, replications: 40 });
        return {
          ask: `The host charged ${used} %, the meter shows ${used} %, and % Ready is 0. By how much is a process to be mended, and what is the verdict on the meter?`,
          answers: [
            {
              kind: 'number',
              id: 'off',
              label: 'To be mended by',
              unit: 'points',
              value: 0,
              tolerance: 0,
              rerun: {
                input,
                pick: ({ guests: [guest] }) => 100 * (guest.measured.processor - guest.used),
                stat: 'mean',
              },
            },
            {
              kind: 'choice',
              id: 'verdict',
              label: 'Verdict',
              options: ['Trust it', 'Do not trust it', 'It depends'],
              right: 0,
            },
          ],
          why: 'Nobody waited, so that every tick came when it was due: in a virtual machine without contention the meter is as good as on a machine of its own.',
          shown: inMeter(input, 'A guest that never waits'),
        };
      },
    }),
    question({
      number: 29,
      draws: { lose: [70, 50, 60, 80] },
      holds: ({ lose }) => lose > 0 && lose < 100,
      pose: ({ lose }) => {
        const d = 1 - lose / 100;
        const input = oneProcessor([working(20, 30, { clock: { lose: lose / 100 } })], { replications: 60 });
        return {
          ask: `A guest alone on its host: its processes together show ${plain(40 * d)} %, ${lose} % of its ticks are lost, and the host knows of no contention. What does it really use?`,
          answers: [
            {
              kind: 'number',
              id: 'used',
              label: 'Really used',
              unit: '%',
              value: 40,
              tolerance: 0.5,
              traps: [
                {
                  value: 40 * d,
                  words: 'Only every so manyeth tick arrives: what they show is that part of the truth.',
                },
              ],
              rerun: { input, pick: ({ guests: [guest] }) => 100 * guest.used, stat: 'mean' },
            },
          ],
          why: `${plain(40 * d)} % / ${plain(d)}: ticks are lost alike while it works and while it idles. Processor Time would say ${plain(100 * (1 - 0.6 * d))} %.`,
          shown: inMeter(input, 'Ticks that never arrive'),
        };
      },
    }),
    question({
      number: 30,
      draws: {},
      holds: () => true,
      pose: () => ({
        ask: 'The page’s sample of logs: mended, “requests” comes to 7.0 % and “report” to 2.2 %; really they used 4.5 % and 4.7 %. By how much of itself is each still wrong, and why, though the total is right?',
        answers: [
          {
            kind: 'number',
            id: 'requests',
            label: 'requests',
            unit: '% of its use',
            value: 100 * (7 / 4.5 - 1),
            tolerance: 1,
          },
          {
            kind: 'number',
            id: 'report',
            label: 'report',
            unit: '% of its use',
            value: 100 * (2.2 / 4.7 - 1),
            tolerance: 1,
            traps: [
              {
                value: 100 * (1 - 2.2 / 4.7),
                words: 'Of the right size; it shows too little, which is a minus.',
              },
            ],
          },
          {
            kind: 'choice',
            id: 'why',
            label: 'Why',
            options: [
              'The host’s figures are wrong',
              'Short and long bursts share stacks of ticks, and whoever wakes is charged for the whole stack',
              'The sample is too short',
            ],
            right: 1,
          },
        ],
        why: 'The correction scales all processes alike. But a request that wakes after a wait is charged for the whole stack, and one that goes on with its work is not: short bursts get too much, long ones too little, 9.2 % together either way.',
        shown: mending,
      }),
    }),
  ],
};
