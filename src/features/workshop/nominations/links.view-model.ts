import { randomBytes } from 'node:crypto';
import type { PageLocals } from '../../../http/render';
import { fillPlaceholders, hiddenLinks } from '../../../mail/placeholders';
import { deliveryMode } from '../../../mail/delivery-mode';
import type { Project } from '../../../models';
import { fullName } from '../../people/fold-name';
import { linkState, timeIn } from './economies.view-model';
import { takesNominations, type EconomyRules } from './economy-rules.queries';
import type { FocalLink } from './focal-link';
import type { FocalPointRow } from './focal-points.queries';
import { focalLinkMail } from './send-focal-links';

export interface LinksFacts {
  links: FocalLink[];
  states: FocalPointRow[];
  rules: EconomyRules[];
  project: Project;
  /** ids of focal points that are ticked; undefined: those to whom nothing was sent. */
  chosen: number[] | undefined;
  /** id of the focal point whose mail is shown. */
  previewed: number | undefined;
}

/** Whom the links go to, exactly, and the mail as each of them gets it. */
export function linksPage(facts: LinksFacts): PageLocals {
  const { project, chosen } = facts;
  const rules = new Map(facts.rules.map((one) => [one.economy.code, one]));
  const states = new Map(facts.states.map((one) => [one.id, one]));
  const recipients = facts.links.flatMap((link) => {
    const ofEconomy = rules.get(link.economyCode);
    const state = states.get(link.id);
    if (ofEconomy === undefined || state === undefined) return [];
    const open = takesNominations(ofEconomy);
    const before = chosen?.includes(link.id) ?? state.mail === null;
    return [
      {
        id: link.id,
        code: link.economyCode,
        economy: link.economy.name,
        name: fullName(link.person),
        address: link.person.email,
        state: linkState(state, project.timeZone),
        mails: state.mails,
        places: ofEconomy.places,
        deadline:
          ofEconomy.closesAt === null
            ? 'No deadline'
            : timeIn(ofEconomy.closesAt, project.timeZone),
        open,
        chosen: open && before,
      },
    ];
  });
  const shown = facts.links.find(({ id }) => id === facts.previewed) ?? facts.links[0];
  const shownRules = shown === undefined ? undefined : rules.get(shown.economyCode);
  return {
    title: 'Send the links',
    timeZone: project.timeZone,
    recipients,
    without: facts.rules
      .filter(({ economy }) => !facts.links.some((link) => link.economyCode === economy.code))
      .map(({ economy }) => ({ code: economy.code, name: economy.name })),
    key: randomBytes(18).toString('base64url'),
    keptAsFiles: deliveryMode() === 'files',
    preview:
      shown === undefined || shownRules === undefined
        ? null
        : previewOf(shown, shownRules, project),
  };
}

/** The link itself is its owner's alone. */
function previewOf(link: FocalLink, rules: EconomyRules, project: Project) {
  const mail = focalLinkMail(link, rules, project);
  const { text } = fillPlaceholders(mail, {
    ...hiddenLinks(),
    link: '(the personal link of this focal point)',
  });
  return {
    to: `${fullName(link.person)}, ${link.person.email ?? ''}`,
    subject: mail.subject,
    text,
  };
}
