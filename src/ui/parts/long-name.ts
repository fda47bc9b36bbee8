import { css, html, nothing } from 'lit';

/** Letters that the end of a name keeps: where the names of a fleet differ. */
const END = 8;
/** A name that is hardly longer than its end is cut nowhere. */
const SHORT = 14;

/** A host's name and the domain behind it, which a fleet shares: `web01` and `.corp.example.com`. */
const QUALIFIED = /^([^.]*[a-z][^.]*)((?:\.[a-z0-9-]+)*\.[a-z]{2,})$/i;

/** Needs `display: flex` around it, and the name itself as a label: the parts of a flex box are read apart. */
export const longNameStyles = css`
  .start {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .end {
    flex: none;
    white-space: pre;
  }
  /* It gives way long before the name does. */
  .domain {
    flex: 0 9999 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
`;

/** The name of a server whose domain, and then whose middle, gives way where there is no room for all of it. */
export function longName(name: string) {
  const [, own = name, domain = ''] = QUALIFIED.exec(name) ?? [];
  return cutInside(own, domain ? html`<span class="domain">${domain}</span>` : nothing);
}

/** Any other name, such as a file's, whose middle gives way: what stands behind its dot is no domain. */
export function cutInside(own: string, behind: unknown = nothing) {
  const letters = [...own];
  if (letters.length < SHORT) return html`<span class="start">${own}</span>${behind}`;
  const at = letters.length - END;
  return html`<span class="start">${letters.slice(0, at).join('')}</span
    ><span class="end">${letters.slice(at).join('')}</span>${behind}`;
}

/** A name in at most `room` letters (3 or more), with an ellipsis for its middle where it is longer. */
export function shortened(name: string, room: number): string {
  if ([...name].length <= room) return name;
  const [, own = name] = QUALIFIED.exec(name) ?? [];
  const letters = [...own];
  if (letters.length < room) return `${own}…`;
  const end = Math.floor((room - 1) / 2);
  return `${letters.slice(0, room - 1 - end).join('')}…${letters.slice(-end).join('')}`;
}
