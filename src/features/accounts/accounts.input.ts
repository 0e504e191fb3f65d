import { z } from 'zod';
import { ValidationError } from '../../lib/errors';
import { line, parseInput } from '../../lib/parse-input';
import { roles } from '../../models/codes';
import { longestPassword, passwordProblem } from './password-rules';

const role = z.enum(roles, 'Please choose a role.');
const name = line('Please give a name.');
const email = z
  .string('Please give an e-mail address.')
  .trim()
  .toLowerCase()
  .max(254, 'This is no e-mail address.')
  .pipe(z.email('This is no e-mail address.'));
// Whether a password will do depends on whose it is: passwordProblem says so.
const newPassword = z.string('Please give a password.');

const invitation = z.object({ name, email, role });
const firstAdministrator = z.object({ name, email, password: newPassword });
const passwordOnly = z.object({ password: newPassword });
const nameOnly = z.object({ name });
const roleOnly = z.object({ role });
const passwordChange = z.object({
  currentPassword: z
    .string('Please give your password of now.')
    .min(1, 'Please give your password of now.'),
  password: newPassword,
});
const signIn = z.object({
  email: z.string().trim().toLowerCase().max(254).catch(''),
  // Longer ones cannot be anybody's password; hashing them would be work for nothing.
  password: z
    .string()
    .max(longestPassword * 4)
    .catch(''),
});
const state = z.object({ state: z.enum(['active', 'disabled'], 'Please choose a state.') });

export type AccountInvitation = z.output<typeof invitation>;

/** @throws ValidationError */
export function parseInvitation(body: unknown): AccountInvitation {
  return parseInput(invitation, body);
}

/** @throws ValidationError, for the password too */
export function parseFirstAdministrator(body: unknown): z.output<typeof firstAdministrator> {
  const input = parseInput(firstAdministrator, body);
  checkPassword(input.password, input);
  return input;
}

/** The new password of a known account. @throws ValidationError */
export function parseNewPassword(body: unknown, owner: { email: string; name: string }): string {
  const { password } = parseInput(passwordOnly, body);
  checkPassword(password, owner);
  return password;
}

/** @throws ValidationError */
export function parsePasswordChange(
  body: unknown,
  owner: { email: string; name: string },
): z.output<typeof passwordChange> {
  const input = parseInput(passwordChange, body);
  checkPassword(input.password, owner);
  return input;
}

/** @throws ValidationError */
export function parseName(body: unknown): string {
  return parseInput(nameOnly, body).name;
}

/** @throws ValidationError */
export function parseRole(body: unknown): z.output<typeof role> {
  return parseInput(roleOnly, body).role;
}

/** @throws ValidationError */
export function parseState(body: unknown): 'active' | 'disabled' {
  return parseInput(state, body).state;
}

/** Never refuses: whatever is no account and password is a wrong one. */
export function parseSignIn(body: unknown): z.output<typeof signIn> {
  return signIn.parse(body ?? {});
}

function checkPassword(password: string, owner: { email: string; name: string }): void {
  const problem = passwordProblem(password, owner);
  if (problem !== undefined) throw new ValidationError({ password: problem });
}
