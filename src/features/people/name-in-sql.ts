import { isPostgres } from '../../db/transaction';

/**
 * SQL for a person's name as fullName() writes it, where lists are made in the database.
 * @param person how the statement calls the table of people
 */
export function nameInSql(person: string): string {
  const code = isPostgres() ? 'ascii' : 'unicode';
  const eastern = ['family_name', 'given_name'].map((part) => {
    const first = `${code}(${person}.${part})`;
    // From the radicals of Chinese to the end of hangul, and the compatibility characters.
    return `(${person}.${part} = '' OR ${first} BETWEEN 11904 AND 55215 OR ${first} BETWEEN 63744 AND 64255
      OR ${first} BETWEEN 131072 AND 205743)`;
  });
  return `CASE WHEN ${eastern.join(' AND ')} THEN ${person}.family_name || ${person}.given_name
    ELSE TRIM(${person}.given_name || ' ' || ${person}.family_name) END`;
}
