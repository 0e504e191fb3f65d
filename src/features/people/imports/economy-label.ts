import { economies } from '../../workshop/economies';

const names = new Map(economies.map(({ code, name }) => [code, name]));

/** APEC's short name of an economy by its code. */
export function economyName(code: string): string {
  return names.get(code) ?? code;
}
