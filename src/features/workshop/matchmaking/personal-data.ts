import type { Tx } from '../../../db/transaction';
import {
  Cluster,
  MeetingReport,
  MeetingRequest,
  MeetingRequestChange,
  Registration,
} from '../../../models';

/**
 * Empties what an erased person wrote about meetings. Requests and meetings stay: they are their
 * clusters'. Comes after the registration is locked, so that nothing is written meanwhile.
 */
export async function eraseMeetingWords(tx: Tx, personId: number): Promise<void> {
  const registration = await Registration.findOne({ where: { personId }, transaction: tx });
  if (registration === null) return;
  await MeetingRequest.update(
    { message: '' },
    { where: { askedBy: registration.id }, transaction: tx },
  );
  await MeetingReport.update(
    { note: '' },
    { where: { reportedBy: registration.id }, transaction: tx },
  );
}

/** What a person asked, answered and reported, for the right to a copy; null without a registration. */
export async function exportMeetings(personId: number): Promise<object | null> {
  const registration = await Registration.findOne({ where: { personId } });
  if (registration === null) return null;
  const [requests, changes, reports, clusters] = await Promise.all([
    MeetingRequest.findAll({ where: { askedBy: registration.id }, order: ['id'] }),
    MeetingRequestChange.findAll({ where: { registrationId: registration.id }, order: ['id'] }),
    MeetingReport.findAll({ where: { reportedBy: registration.id }, order: ['meetingId'] }),
    Cluster.findAll({ attributes: ['id', 'name'] }),
  ]);
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  return {
    requests: requests.map(({ fromClusterId, toClusterId, message, status, createdAt }) => ({
      from: names.get(fromClusterId),
      to: names.get(toClusterId),
      ...{ message, status, createdAt },
    })),
    answers: changes.map(({ requestId, status, changedAt }) => ({
      request: requestId,
      status,
      changedAt,
    })),
    reports: reports.map(({ meetingId, held, outcome, note, reportedAt }) => ({
      meeting: meetingId,
      ...{ held, outcome, note, reportedAt },
    })),
  };
}
