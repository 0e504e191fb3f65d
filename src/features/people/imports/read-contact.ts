import { emailAddress } from '../person.input';
import { foldText } from '../fold-name';
import type { PersonFacts } from '../person-record';
import { readEconomy } from './economy-names';
import { importFields, type ImportField, type Mapping } from './import-fields';
import {
  readAffiliation,
  readLanguage,
  readRole,
  readSector,
  readSex,
  saysNothing,
} from './read-code';
import { splitName, type NameOrder } from './split-name';
import { economyName } from './economy-label';

/** What a row says about a person: only what its cells hold. */
export type Contact = Partial<PersonFacts> & { clusterName?: string };

/** Something to tell about a cell, by its column's label. */
export interface CellRemark {
  column: string;
  message: string;
}

export interface ReadRow {
  line: number;
  contact: Contact;
  problems: CellRemark[];
  warnings: CellRemark[];
}

export interface UploadedRow {
  line: number;
  cells: string[];
}

const longest: Partial<Record<ImportField, number>> = {
  title: 50,
  givenName: 200,
  familyName: 200,
  fullName: 300,
  organisation: 300,
  position: 300,
  cluster: 300,
  notes: 2000,
};

/** Reads all rows by the mapping. Nothing is looked up; every problem of every row is collected. */
export function readContacts(
  rows: UploadedRow[],
  mapping: Mapping,
  nameOrder: NameOrder,
): ReadRow[] {
  const sexColumn = mapping.indexOf('sex');
  // Where H stands for "hombre", M stands for "mujer".
  const hombreMujer = rows.some(({ cells }) => foldText(cells[sexColumn] ?? '') === 'h');
  return rows.map((row) => new RowReader(row, mapping, nameOrder, hombreMujer).read());
}

class RowReader {
  private readonly contact: Contact = {};
  private readonly problems: CellRemark[] = [];
  private readonly warnings: CellRemark[] = [];

  constructor(
    private readonly row: UploadedRow,
    private readonly mapping: Mapping,
    private readonly nameOrder: NameOrder,
    private readonly hombreMujer: boolean,
  ) {}

  read(): ReadRow {
    for (const [index, field] of this.mapping.entries()) {
      const cell = this.row.cells[index] ?? '';
      if (field !== null && cell !== '') this.readCell(field, cell);
    }
    const { contact, problems, warnings } = this;
    return { line: this.row.line, contact, problems, warnings };
  }

  private refuse(field: ImportField, message: string): void {
    this.problems.push({ column: importFields[field].label, message });
  }

  private warn(field: ImportField, message: string): void {
    this.warnings.push({ column: importFields[field].label, message });
  }

  private readCell(field: ImportField, cell: string): void {
    switch (field) {
      case 'email':
        this.readEmail(cell);
        return;
      case 'economy':
        this.readEconomyCell(cell);
        return;
      case 'sex':
        this.readSexCell(cell);
        return;
      case 'sector':
        this.readCode(field, cell, readSector, (code) => (this.contact.sector = code));
        return;
      case 'affiliation':
        this.readCode(field, cell, readAffiliation, (code) => (this.contact.affiliation = code));
        return;
      case 'role':
        this.readCode(field, cell, readRole, (code) => (this.contact.role = code));
        return;
      case 'language':
        this.readCode(field, cell, readLanguage, (code) => (this.contact.language = code));
        return;
      default:
        this.readText(field, cell);
    }
  }

  private readText(
    field: Exclude<
      ImportField,
      'email' | 'economy' | 'sex' | 'sector' | 'affiliation' | 'role' | 'language'
    >,
    cell: string,
  ): void {
    const text = field === 'notes' ? cell : cell.replace(/\s+/gu, ' ');
    const most = longest[field] ?? 300;
    if (text.length > most) {
      this.refuse(field, `has ${text.length} characters; at most ${most} are kept.`);
    } else if (/\p{Cc}/u.test(field === 'notes' ? text.replace(/[\r\n\t]/g, '') : text)) {
      this.refuse(field, 'holds invisible control characters.');
    } else if (field === 'fullName') {
      Object.assign(this.contact, splitName(text, this.nameOrder));
    } else if (field === 'cluster') {
      this.contact.clusterName = text;
    } else {
      this.contact[field] = text;
    }
  }

  private readEmail(cell: string): void {
    const address = /<([^<>]+)>\s*$/.exec(cell)?.[1] ?? cell.replace(/^mailto:/i, '');
    const result = emailAddress.safeParse(address);
    if (result.success) this.contact.email = result.data;
    else if ((address.match(/@/g) ?? []).length > 1) {
      this.refuse('email', `“${short(cell)}” holds more than one address. Keep one.`);
    } else this.refuse('email', `“${short(cell)}” is no e-mail address.`);
  }

  private readEconomyCell(cell: string): void {
    const economy = readEconomy(cell);
    if (economy === undefined) {
      if (saysNothing(cell)) return;
      // Whether that is an error depends on the affiliation, which may stand further right.
      const affiliation = readAffiliation(this.cellOf('affiliation'));
      const message = `“${short(cell)}” is no APEC member economy`;
      if (affiliation === undefined || affiliation === 'member_economy') {
        this.refuse('economy', `${message}. For a guest, set the affiliation to Guest.`);
      } else this.warn('economy', `${message}, and is not kept.`);
      return;
    }
    this.contact.economyCode = economy.code;
    if (!economy.asWritten) {
      this.warn('economy', `“${short(cell)}” is read as ${economyName(economy.code)}.`);
    }
  }

  private readSexCell(cell: string): void {
    if (this.hombreMujer && foldText(cell) === 'm') {
      this.contact.sex = 'female';
      this.warn('sex', '“M” is read as female (mujer), since the column uses H (hombre) too.');
      return;
    }
    this.readCode('sex', cell, readSex, (code) => (this.contact.sex = code));
  }

  private readCode<Code extends string>(
    field: 'sex' | 'sector' | 'affiliation' | 'role' | 'language',
    cell: string,
    read: (cell: string) => Code | undefined,
    keep: (code: Code) => void,
  ): void {
    const code = read(cell);
    if (code !== undefined) keep(code);
    else if (!saysNothing(cell)) {
      this.refuse(
        field,
        `“${short(cell)}” is none of the values that can be kept (${allowed[field]}).`,
      );
    }
  }

  private cellOf(field: ImportField): string {
    return this.row.cells[this.mapping.indexOf(field)] ?? '';
  }
}

/** The values named in messages, in short; the template lists all of them. */
const allowed = {
  sex: 'Female, Male, Prefer not to say',
  sector: 'Public, Private, Academia, Other',
  affiliation: 'Member economy, Guest, International organisation, Other',
  role: 'Contact, Focal point, PPSTI member, Cluster manager, Speaker, … as in the template; a job belongs into Position',
  language: 'English, Spanish, Russian, … as in the template',
};

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
