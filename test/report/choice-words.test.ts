import { expect, test } from 'vitest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { choiceWords } from '../../src/report/choice-words';
import { FIELDS } from '../../src/scenario/link';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';

test('hosts and ceilings are told by the names and units that the page has for them, without what is not limited', () => {
  const rack = { ...DEFAULT_HOST, name: 'Rack', cores: 8, rating: 3, memory: 65_536, numa: 2 };
  expect(choiceWords('hosts', [rack, { ...rack, name: 'Old', memory: null }])).toMatch(
    /^Rack: cores 8, rating of a core 3 GHz, memory 65536 MiB, NUMA nodes 2,.*; Old: cores 8, rating of a core 3 GHz, NUMA nodes 2,/,
  );
  expect(choiceWords('ceilings', { cpu: 80, memory: 95 })).toBe('processor 80 %, memory 95 %');
  expect(choiceWords('ceilings', {})).toBe('none');
});

test('what has parts is told by their names, and no choice has braces or quotes', () => {
  expect(choiceWords('growth', { other: 10 })).toBe('other 10');
  expect(choiceWords('edits', { WEB: { cores: 2, host: 'A' }, DB: { memory: 1024 } })).toBe(
    'WEB (cores 2, host A), DB (memory 1024)',
  );
  for (const field of FIELDS)
    if (DEFAULT_SCENARIO[field] !== undefined)
      expect(choiceWords(field, DEFAULT_SCENARIO[field])).not.toMatch(/["{}[\]]/);
});
