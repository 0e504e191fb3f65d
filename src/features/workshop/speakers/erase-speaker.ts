import type { Tx } from '../../../db/transaction';
import {
  Certificate,
  CertificateName,
  Interview,
  Material,
  Registration,
  SpeakerSheet,
  type Person,
} from '../../../models';
import { eraseWordsAbout } from '../erase-words';

/**
 * Takes out what a person left as a speaker or expert: texts, files, interviews, certificates, and
 * their name in what others wrote. That they spoke or contributed stays, since it is counted.
 * @param keepCounted whether the cluster they presented stays, too
 * @returns keys of files to be removed after the commit
 */
export async function eraseSpeaker(
  tx: Tx,
  person: Person,
  keepCounted: boolean,
): Promise<string[]> {
  const personId = person.id;
  await SpeakerSheet.update(
    {
      biography: '',
      clusterExperience: '',
      reviewReason: null,
      ...(keepCounted ? {} : { presentsClusterId: null, clusterHeadedByWoman: null }),
    },
    { where: { personId }, transaction: tx },
  );
  const materials = await Material.findAll({ where: { personId }, transaction: tx });
  await Material.destroy({ where: { personId }, transaction: tx });
  await Interview.destroy({ where: { personId }, transaction: tx });
  const registration = await Registration.findOne({ where: { personId }, transaction: tx });
  if (registration !== null) {
    const where = { registrationId: registration.id };
    await Certificate.destroy({ where, transaction: tx });
    await CertificateName.destroy({ where, transaction: tx });
  }
  await eraseWordsAbout(tx, person);
  return materials.map(({ fileKey }) => fileKey);
}
