import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../estate/finding';

/** What a view has to say above all else: something that could not be used, or work that failed. Its style: noticeStyles. */
export function notice(finding: Finding | null, failed = false): TemplateResult | typeof nothing {
  if (!finding) return nothing;
  const { where, text, fix } = finding;
  return html`<p class="notice ${failed ? 'bad' : ''}" role=${failed ? 'alert' : 'status'}>
    <span><b>${where}</b>: ${text} ${fix}</span>
  </p>`;
}
