import type { Tx } from '../../db/transaction';
import { findOrCreateCluster } from '../people/find-or-create-cluster';
import type { ResponseFacts } from './response-facts';

/** The cluster that answers name, made when there is none; null without a name or an economy. */
export async function clusterOf(
  tx: Tx,
  { clusterName, economyCode }: ResponseFacts,
): Promise<number | null> {
  if (clusterName === null || economyCode === null) return null;
  return findOrCreateCluster(tx, clusterName, economyCode);
}
