// The score of a mutation run, as a table and as a section of docs/quality.md.
const BEGIN = '<!-- mutation: written by npm run mutation -->';
const END = '<!-- end of mutation -->';
const roomOf = ({ mutant }) => mutant.file.split('/')[1];
const lives = ({ end }) => end === 'lived' || end === 'unreached';

/** How many of these were noticed; mutants that change nothing count in neither. */
export function scoreOf(results) {
  const counted = results.filter(({ end }) => end !== 'equivalent');
  const living = counted.filter(lives).length;
  return {
    mutants: counted.length,
    killed: counted.filter(({ end }) => end === 'killed').length,
    timedOut: counted.filter(({ end }) => end === 'timed out').length,
    lived: counted.filter(({ end }) => end === 'lived').length,
    unreached: counted.filter(({ end }) => end === 'unreached').length,
    score: counted.length === 0 ? 100 : (100 * (counted.length - living)) / counted.length,
  };
}

/** A table in Markdown, one row for each room and one for all. */
export function table(results) {
  const rooms = [...new Set(results.map(roomOf))].sort();
  const row = (name, some) => {
    const { mutants, killed, timedOut, lived, unreached, score } = scoreOf(some);
    return `| ${[name, mutants, killed, timedOut, lived, unreached, `${score.toFixed(1)} %`].join(' | ')} |`;
  };
  return [
    '| room | mutants | killed | timed out | lived | no test comes by | score |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rooms.map((room) =>
      row(
        room,
        results.filter((each) => roomOf(each) === room),
      ),
    ),
    row('all', results),
  ].join('\n');
}

const code = (text) =>
  `\`${text.replaceAll('`', "'").replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 90)}\``;

/** The document with its section on mutation written anew; what else stands in it stays. */
export function report(before, results, { seed, minutes, equivalent }) {
  const living = results
    .filter(lives)
    .sort((a, b) => a.mutant.file.localeCompare(b.mutant.file, 'en') || a.mutant.line - b.mutant.line);
  const { score } = scoreOf(results);
  const section = [
    BEGIN,
    `**${score.toFixed(1)} %** of ${results.length} mutants killed on ${new Date().toISOString().slice(0, 10)}, seed \`${seed}\`, in ${Math.round(minutes)} minutes, without any data beside the clone.`,
    '',
    table(results),
    '',
    'What lived:',
    '',
    ...living.map(
      ({ mutant }) => `- ${mutant.file}:${mutant.line} ${code(mutant.from)} → ${code(mutant.to)}`,
    ),
    '',
    'Listed as changing nothing that anyone could notice:',
    '',
    ...results
      .filter(({ end }) => end === 'equivalent')
      .map(
        ({ mutant }) =>
          `- ${mutant.file}:${mutant.line} ${code(mutant.from)} → ${code(mutant.to)}: ${equivalent.get(mutant.id).reason}`,
      ),
    END,
  ].join('\n');
  const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
  return from < 0 ? `${before}${section}\n` : before.slice(0, from) + section + before.slice(to + END.length);
}
