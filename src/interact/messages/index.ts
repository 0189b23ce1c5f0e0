export { bounceMessage, holdDelivered, latestMessageTo } from './bounce-message.ts';
export {
  asSender,
  claimMessages,
  settleDeadSenders,
} from './claim-messages.ts';
export { type Ending, endingOf } from './ending.ts';
export { ledgerMeasure } from './ledger-measure.ts';
export {
  type Message,
  type MessageState,
  messageStates,
  type Origin,
  type PlannedMessage,
  type WaitingMessage,
} from './message.ts';
export {
  cancelPlanned,
  countMessages,
  countReactions,
  findMessage,
  findMessageOf,
  forgetPersonsInMessages,
  listMessages,
  type MessageFilter,
  type MessageWithReactions,
  refreshLedgerStatistics,
} from './messages.store.ts';
export { planMessages } from './plan-messages.ts';
export { type Answered, recordAnswers } from './record-answers.ts';
export { type ReactionKind, recordReaction } from './record-reaction.ts';
export {
  addSuppressions,
  listSuppressions,
  removeSuppression,
  type Suppression,
  suppressedAmong,
} from './suppression.store.ts';
export { readWaiting, type WaitingCursor, whatIsLeft } from './waiting.store.ts';
export { messagesData } from './messages-data.ts';
export { withdrawOverMessage } from './withdraw-over-message.ts';
