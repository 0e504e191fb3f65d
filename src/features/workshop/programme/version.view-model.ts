import type { PageLocals } from '../../../http/render';
import { changesBetween } from './programme-changes';
import { getUntoldChanges } from './change-notices.queries';
import { digestOfRecipients, listNoticeRecipients } from './notice-recipients.queries';
import { contentOfVersion, getLatestVersion, getVersion } from './programme.queries';
import { showProgramme } from './programme.view-model';

/** One published version: what it says, what it changed, and who is to be told. */
export async function versionPage(number: number): Promise<PageLocals> {
  const [version, latest, earlier] = await Promise.all([
    getVersion(number),
    getLatestVersion(),
    number > 1 ? getVersion(number - 1) : null,
  ]);
  const content = contentOfVersion(version);
  const { since, changes: untold } = await getUntoldChanges(version);
  const isLatest = latest?.number === number;
  // After the mails are gone the list of today would tell nothing about them.
  const recipients =
    isLatest && version.noticesSentAt === null ? await listNoticeRecipients(untold) : [];
  return {
    title: `Version ${number} of the programme`,
    version,
    isLatest,
    since,
    changes: earlier === null ? [] : changesBetween(contentOfVersion(earlier), content),
    untold: untold.length,
    recipients,
    mails: recipients.filter(({ email }) => email !== null).length,
    digest: digestOfRecipients(recipients),
    programme: showProgramme(content),
    timeZone: content.timeZone,
  };
}
