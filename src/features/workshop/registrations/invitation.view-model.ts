import type { PageLocals } from '../../../http/render';
import { deliveryMode } from '../../../mail/delivery-mode';
import { fillPlaceholders, hiddenLinks } from '../../../mail/placeholders';
import { filterGroups } from '../../mailings/compose.view-model';
import type { InvitationContent, InvitationSelection } from './invitation.input';
import type { InvitationList, Invitee, NotInvitedReason } from './invitation.queries';
import { writeInvitation } from './registration-mails';
import { isOpen, onlyMode } from './registration.policy';
import { fundingOptions, roleOptions } from './registration-words';
import type { WorkshopFacts } from './workshop-facts';

export interface InvitationPreview {
  name: string;
  address: string;
  subject: string;
  text: string;
  /** A whole document for a sandboxed frame. */
  html: string;
}

const reasonWords: Record<NotInvitedReason, string> = {
  registration: 'have been invited already, or have answered',
  by_hand: 'taken off by hand',
  no_address: 'no e-mail address',
  unsubscribed: 'want no invitations by mail',
};

/** The page on which people are invited: who, as what, a look at the mail, and sending. */
export function invitationPage(
  facts: {
    selection: InvitationSelection;
    list: InvitationList;
    economies: { code: string; name: string }[];
    workshop: WorkshopFacts;
  },
  preview?: InvitationPreview,
): PageLocals {
  const { selection, list } = facts;
  return {
    title: 'Invite people',
    notNow: isOpen(facts.workshop)
      ? undefined
      : 'The registration is closed, so nobody could answer. Set a later closing time in the settings first.',
    keptAsFiles: deliveryMode() === 'files',
    groups: filterGroups(
      selection.filter,
      facts.economies.map(({ code, name }) => ({ value: code, label: name })),
      [],
    ),
    search: selection.search ?? '',
    list,
    notInvited: list.notInvited.map((group) => ({ ...group, words: reasonWords[group.reason] })),
    roleOptions,
    fundingOptions: [{ value: '', label: 'Not decided yet' }, ...fundingOptions],
    preview,
  };
}

/** The mail as this person gets it, without the personal link. */
export function invitationPreview(
  workshop: WorkshopFacts,
  to: Invitee,
  { role, funding, note }: InvitationContent,
): InvitationPreview {
  const mode = onlyMode(workshop.settings.mode) ?? 'on_site';
  const content = writeInvitation(workshop, to, { role, funding, mode }, note);
  const { text, html } = fillPlaceholders(content, hiddenLinks());
  // The page's security policy lets no style sheet through; the styles are beside the elements.
  const framed = html.replace(/<style>[\s\S]*?<\/style>\s*/, '');
  const { name, address } = to;
  return { name, address, subject: content.subject, text, html: framed };
}
