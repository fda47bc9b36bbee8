import type { App } from './app/app';
import type { KeysHelp } from './app/keys-help';
import type { AssumedUseBox } from './fold/answer/assumed-use';
import type { Course } from './fold/answer/course';
import type { Headline } from './fold/answer/headline';
import type { Mix } from './fold/answer/mix';
import type { AdviceList, Findings, Reasons } from './fold/answer/notes';
import type { Overhead } from './fold/answer/overhead';
import type { Policies } from './fold/answer/policies';
import type { ProofDialog } from './fold/answer/proof';
import type { TodaysHostsLine } from './fold/answer/todays-hosts';
import type { Choices } from './fold/choices/choices';
import type { HostEditor } from './fold/choices/host-editor';
import type { MoreChoices } from './fold/choices/more-choices';
import type { OverheadEditor } from './fold/choices/overhead-editor';
import type { FoldView } from './fold/fold-view';
import type { BulkBar } from './fold/guests/bulk-bar';
import type { FactEditor } from './fold/guests/fact-editor';
import type { GuestTable } from './fold/guests/guest-table';
import type { IntakePanel } from './fold/guests/intake';
import type { ReadingForm } from './fold/guests/reading-form';
import type { HostCard } from './fold/hosts/host-card';
import type { HostPicture } from './fold/hosts/host-picture';
import type { Choice } from './parts/choice';
import type { Explainer } from './parts/explainer';
import type { How, TermLink } from './parts/how';
import type { NumberInput } from './parts/number-field';
import type { Panel } from './parts/panel';

/** The elements of the fold and the shell, so that a query for one gives its type. */
declare global {
  interface HTMLElementTagNameMap {
    'hf-advice': AdviceList;
    'hf-app': App;
    'hf-bulk-bar': BulkBar;
    'hf-choice': Choice;
    'hf-choices': Choices;
    'hf-assumed-use': AssumedUseBox;
    'hf-course': Course;
    'hf-todays-hosts': TodaysHostsLine;
    'hf-explainer': Explainer;
    'hf-fact': FactEditor;
    'hf-findings': Findings;
    'hf-fold-view': FoldView;
    'hf-guest-table': GuestTable;
    'hf-headline': Headline;
    'hf-host': HostCard;
    'hf-host-editor': HostEditor;
    'hf-host-picture': HostPicture;
    'hf-how': How;
    'hf-intake': IntakePanel;
    'hf-keys-help': KeysHelp;
    'hf-mix': Mix;
    'hf-more-choices': MoreChoices;
    'hf-number': NumberInput;
    'hf-overhead': Overhead;
    'hf-overhead-editor': OverheadEditor;
    'hf-panel': Panel;
    'hf-policies': Policies;
    'hf-proof': ProofDialog;
    'hf-reading': ReadingForm;
    'hf-reasons': Reasons;
    'hf-term': TermLink;
  }
}
