import type { Writing } from '../../../../lib/print/runs';

/** Everything that is printed on a certificate. Texts are ready to be shown. */
export interface CertificateDocument {
  holderName: string;
  /** "Delta Cluster, Viet Nam"; may be empty. */
  holderAffiliation: string;
  /** In whose way characters of Chinese, Japanese and Korean names are drawn. */
  writing: Writing;
  workshopName: string;
  /** "Day 1, Tuesday 16 June 2020", in order. */
  days: string[];
  /** "19 June 2020" */
  issuedOn: string;
  signatory: string;
  signatoryPosition: string;
  code: string;
  /** Where the code can be checked. */
  address: string;
  /** Printed on certificates that are no more in force and on those of the demo; empty else. */
  stamp: string;
}
