import type { Tx } from '../../../db/transaction';
import { now } from '../../../lib/clock';
import { NotFoundError } from '../../../lib/errors';
import { Economy, NominationRule, NominationSettings, WorkshopSettings } from '../../../models';

/** What holds for the nominations of one economy, and what of it is its own. */
export interface EconomyRules {
  economy: Economy;
  places: number;
  /** Null while no deadline is set: nominations are taken. */
  closesAt: Date | null;
  advice: string;
  own: { places: number | null; closesAt: Date | null; advice: string | null; revision: number };
}

interface GeneralRules {
  settings: NominationSettings;
  closesAt: Date | null;
}

/** What holds for every economy without rules of its own. */
export async function getGeneralRules(tx?: Tx): Promise<GeneralRules> {
  const options = { rejectOnEmpty: true as const, ...within(tx) };
  const settings = await NominationSettings.findByPk(1, options);
  const workshop = await WorkshopSettings.findByPk(1, options);
  return { settings, closesAt: workshop.nominationsCloseAt };
}

/** @throws NotFoundError for a code that is no member economy */
export async function getEconomyRules(code: string, tx?: Tx): Promise<EconomyRules> {
  const economy = isCode(code) ? await Economy.findByPk(code, within(tx)) : null;
  if (economy === null) throw new NotFoundError('There is no such economy.');
  const general = await getGeneralRules(tx);
  return rulesOf(economy, general, await NominationRule.findByPk(code, within(tx)));
}

/** Of all economies, in the order of APEC. */
export async function listEconomyRules(tx?: Tx): Promise<EconomyRules[]> {
  const economies = await Economy.findAll({ order: ['sort'], ...within(tx) });
  const general = await getGeneralRules(tx);
  const rules = await NominationRule.findAll(within(tx));
  const byCode = new Map(rules.map((rule) => [rule.economyCode, rule]));
  return economies.map((economy) => rulesOf(economy, general, byCode.get(economy.code) ?? null));
}

function rulesOf(
  economy: Economy,
  general: GeneralRules,
  rule: NominationRule | null,
): EconomyRules {
  return {
    economy,
    places: rule?.places ?? general.settings.places,
    closesAt: rule?.closesAt ?? general.closesAt,
    advice: rule?.advice ?? general.settings.advice,
    own: {
      places: rule?.places ?? null,
      closesAt: rule?.closesAt ?? null,
      advice: rule?.advice ?? null,
      revision: rule?.revision ?? 0,
    },
  };
}

/** Up to and including the moment of the deadline. */
export function takesNominations({ closesAt }: Pick<EconomyRules, 'closesAt'>): boolean {
  return closesAt === null || now() <= closesAt;
}

/**
 * Lets writers of one economy's nominations pass one after the other until the transaction ends.
 * Rows that refer to the economy can still be added by others.
 * @throws NotFoundError
 */
export async function lockEconomy(tx: Tx, code: string): Promise<void> {
  const economy = await Economy.findByPk(code, { transaction: tx, lock: tx.LOCK.NO_KEY_UPDATE });
  if (economy === null) throw new NotFoundError('There is no such economy.');
}

function isCode(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

function within(tx?: Tx): { transaction?: Tx } {
  return tx === undefined ? {} : { transaction: tx };
}
