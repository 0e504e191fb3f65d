import { answerTasks } from '../../../../lib/limited-thread';
import type { CertificateDocument } from './certificate-document';
import { drawCertificates } from './draw-certificate';

/** What comes back: the file, or why there is none. */
export type DrawnCertificates = { file: Uint8Array } | { problem: string };

async function draw(certificates: CertificateDocument[]): Promise<DrawnCertificates> {
  try {
    return { file: await drawCertificates(certificates) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

answerTasks(draw);
