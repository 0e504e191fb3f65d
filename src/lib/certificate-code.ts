import { typedCode, typedCodeHash } from './typed-code';

const certificate = { purpose: 'certificate', prefix: 'CERT' };

/** The code on a certificate, by which anybody can check it: "CERT-7K2M-9QX4-0D3F". */
export function certificateCode(certificateId: number): string {
  return typedCode(certificate, certificateId);
}

/** What the database keeps of a code, in whatever way it was typed; undefined for other texts. */
export function certificateHash(typed: string): string | undefined {
  return typedCodeHash(certificate, typed);
}
