export { type BootstrapIntervals, bootstrapPurchases } from './bootstrap-purchases.ts';
export type { Caution } from './cautions.ts';
export { choosePurchaseModel, type HoldOut } from './choose-purchase-model.ts';
export { classifyByShare, type ShareClass } from './classify-by-share.ts';
export { type Concentration, concentration } from './concentration.ts';
export { correlation, rankCorrelation } from './correlation.ts';
export type { Covariates } from './covariates.ts';
export { type ContractOutcomes, joinOutcomes, outcomesOfSurvivors } from './contract-outcomes.ts';
export {
  type ContractJudgement,
  type ContractOutlook,
  contractOutlook,
  judgeContractModels,
  type Renewals,
} from './contract-outlook.ts';
export { contractsOfTransactions } from './contracts-of-transactions.ts';
export { type CustomerValue, customerValue } from './customer-value.ts';
export { type Decile, decileTable } from './decile-table.ts';
export { type DatedHistories, gapsOnClock, onClock } from './dated-histories.ts';
export { estimateSeason, type SeasonModel, seasonOfIndex } from './estimate-season.ts';
export { estimateRegularity, type Regularity } from './estimate-regularity.ts';
export {
  fitTransactions,
  type TransactionFit,
  type ValueModelName,
  valueModelNames,
} from './fit-transactions.ts';
export { fitLookAlikes, type LikeJudgement, type LookAlikes } from './fit-look-alikes.ts';
export { type FratCell, type FratColumns, fratCells } from './frat-cells.ts';
export {
  amountOfCell,
  type LikeCell,
  likeCellOf,
  type LikeRules,
  type Trait,
} from './look-alikes.ts';
export { type RankMoves, rankMoves } from './rank-moves.ts';
export { type ScoreRule, scoreRanks } from './score-ranks.ts';
export { remainingPeriods } from './contract-lifetime.ts';
export type { Estimates } from './estimates.ts';
export {
  type ContractFit,
  type ContractModelName,
  fitContractModel,
  retention,
  survival,
} from './fit-contract-model.ts';
export { fitPurchaseModel, type PurchaseFit, type PurchaseModelName } from './fit-purchase-model.ts';
export { likeliestRegularity, regularModel } from './likeliest-regularity.ts';
export { type AmountFit, type Amounts, expectedAmounts, fitGammaGamma } from './gamma-gamma.ts';
export { jackknifeTotal } from './jackknife-total.ts';
export {
  estimateTransitions,
  type MarkovValue,
  markovValue,
  type TransitionCounts,
  type Transitions,
} from './markov-value.ts';
export {
  continuousRate,
  expectedOfNewCustomer,
  type PurchaseForecast,
  predictPurchases,
} from './predict-purchases.ts';
export type { PurchaseHistories } from './purchase-histories.ts';
export { isRefusal, type Refusal, type RefusalCode } from './refusal.ts';
export { type Season, seasonClock } from './season.ts';
export {
  summariseTransactions,
  type Transactions,
  type TransactionSummary,
} from './summarise-transactions.ts';
export {
  asAmountParameters,
  type ShrunkAmounts,
  shrinkAmounts,
  shrunkAmountError,
} from './shrunk-amounts.ts';
export {
  type RecencyCounts,
  type RecencyEstimate,
  type ValueByRecency,
  valueByRecency,
} from './value-by-recency.ts';
