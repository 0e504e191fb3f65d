import { foldText } from '../fold-name';
import { economyHeaders } from './economy-names';

/** What a column of a list of contacts can hold, with the headers by which it is recognised. */
export const importFields = {
  email: {
    label: 'E-mail',
    headers: [
      'email',
      'e-mail',
      'mail',
      'email address',
      'e-mail address',
      'contact email',
      'work email',
      'correo',
      'correo electrónico',
      'электронная почта',
      'эл. почта',
      'почта',
      '电子邮件',
      '电子邮箱',
      '邮箱',
      '電子郵件',
      'メールアドレス',
      'メール',
      '이메일',
      'surel',
      'thư điện tử',
    ],
  },
  givenName: {
    label: 'Given name',
    headers: [
      'given name',
      'given names',
      'first name',
      'first names',
      'firstname',
      'forename',
      'fname',
      'nombre',
      'nombres',
      'имя',
      '名',
      '名字',
      '이름',
      'prénom',
      'nama depan',
      'tên',
    ],
  },
  familyName: {
    label: 'Family name',
    headers: [
      'family name',
      'family names',
      'last name',
      'last names',
      'lastname',
      'surname',
      'surnames',
      'lname',
      'apellido',
      'apellidos',
      'фамилия',
      '姓',
      '姓氏',
      '성',
      'nom de famille',
      'nama belakang',
      'họ',
    ],
  },
  fullName: {
    label: 'Full name',
    headers: [
      'full name',
      'fullname',
      'name',
      'participant',
      'participant name',
      'name of participant',
      'contact name',
      'contact person',
      'nombre completo',
      'nombre y apellidos',
      'ф.и.о.',
      'фио',
      'полное имя',
      '姓名',
      '氏名',
      '성명',
      'nama',
      'nama lengkap',
      'họ và tên',
      'họ tên',
    ],
  },
  title: {
    label: 'Title',
    headers: ['title', 'salutation', 'honorific', 'prefix', 'tratamiento', 'обращение', '称谓'],
  },
  sex: {
    label: 'Sex',
    headers: ['sex', 'gender', 'sexo', 'género', 'пол', '性别', '性別', '성별', 'jenis kelamin'],
  },
  economy: {
    label: 'Economy',
    headers: economyHeaders,
  },
  affiliation: { label: 'Affiliation', headers: ['affiliation', 'affiliation type', 'afiliación'] },
  sector: {
    label: 'Sector',
    headers: ['sector', 'type of organisation', 'type of organization', 'сектор', '部门', '部門'],
  },
  organisation: {
    label: 'Organisation',
    headers: [
      'organisation',
      'organization',
      'org',
      'organisation name',
      'organization name',
      'institution',
      'company',
      'agency',
      'employer',
      'ministry',
      'organización',
      'institución',
      'empresa',
      'организация',
      'компания',
      '单位',
      '机构',
      '公司',
      '組織',
      '所属',
      '소속',
      'instansi',
      'tổ chức',
    ],
  },
  position: {
    label: 'Position',
    headers: [
      'position',
      'job title',
      'designation',
      'function',
      'post',
      'occupation',
      'cargo',
      'puesto',
      'должность',
      '职位',
      '职务',
      '職位',
      '役職',
      '직위',
      'jabatan',
      'chức vụ',
    ],
  },
  role: { label: 'Role', headers: ['role', 'project role', 'role in the project', 'rol', 'роль'] },
  cluster: {
    label: 'Cluster',
    headers: ['cluster', 'cluster name', 'name of cluster', 'clúster', 'кластер', '集群'],
  },
  language: {
    label: 'Language',
    headers: ['language', 'preferred language', 'idioma', 'язык', '语言', '語言'],
  },
  notes: {
    label: 'Notes',
    headers: [
      'notes',
      'note',
      'remarks',
      'remark',
      'comment',
      'comments',
      'notas',
      'observaciones',
      'примечание',
      '备注',
    ],
  },
} as const satisfies Record<string, { label: string; headers: readonly string[] }>;

export type ImportField = keyof typeof importFields;

export const importFieldNames = Object.keys(importFields) as ImportField[];

/** For each column of the file, what it holds; null is left out. */
export type Mapping = (ImportField | null)[];

const byHeader = new Map<string, ImportField>(
  importFieldNames.flatMap((field) =>
    importFields[field].headers.map((header): [string, ImportField] => [foldText(header), field]),
  ),
);

/** "Name *", "Sex (F/M)" and "E-mail:" are still the name, the sex and the e-mail. */
function withoutHints(header: string): string {
  return foldText(header.replace(/[([{（].*$/u, ''));
}

/** What the headers say; the first of two columns that say the same is taken. */
export function recogniseColumns(headers: string[]): Mapping {
  const taken = new Set<ImportField>();
  return headers.map((header) => {
    const field = byHeader.get(foldText(header)) ?? byHeader.get(withoutHints(header));
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** What is wrong with a mapping as a whole; empty when the rows can be read. */
export function mappingProblems(mapping: Mapping): string[] {
  const chosen = mapping.filter((field) => field !== null);
  const twice = importFieldNames.filter(
    (field) => chosen.filter((one) => one === field).length > 1,
  );
  const problems = twice.map(
    (field) => `Two columns are set to “${importFields[field].label}”. Choose one of them.`,
  );
  const split = chosen.includes('givenName') || chosen.includes('familyName');
  if (chosen.includes('fullName') && split) {
    problems.push('Choose either the full name, or given and family name, not both.');
  }
  if (!chosen.includes('email') && !chosen.includes('fullName') && !chosen.includes('familyName')) {
    problems.push('Say which column holds the e-mail address or the name.');
  }
  return problems;
}
