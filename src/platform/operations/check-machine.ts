import { type DataFolder, findOpenRights, readDiskSpace } from '../files/index.ts';
import { failure, type Finding, ok, warning } from './check.ts';

const megabyte = 1024 * 1024;
const freeMin = { failureBytes: 500 * megabyte, warningBytes: 5 * 1024 * megabyte, warningShare: 0.05 };

/** There is room: a full disk stops both engines at once. */
export async function checkDisk(folder: DataFolder): Promise<Finding> {
  const { freeBytes, totalBytes } = await readDiskSpace(folder.path);
  const message = `${Math.round(freeBytes / megabyte)} MB free of ${Math.round(totalBytes / megabyte)} MB`;
  const mend = `Make room on the disk of ${folder.path}, or move the folder to a larger one.`;
  if (freeBytes < freeMin.failureBytes) return failure(message, mend);
  if (freeBytes < freeMin.warningBytes || freeBytes < totalBytes * freeMin.warningShare)
    return warning(message, mend);
  return ok(message);
}

/** Nobody else on the machine can read the data. */
export async function checkRights(folder: DataFolder): Promise<Finding> {
  const open = await findOpenRights(folder);
  if (open.length === 0) return ok('only this user can read the data');
  return warning(`Others on this machine can reach ${open.join(', ')}`, `Run chmod -R go= ${open.join(' ')}`);
}

const mailSecondsMax = 20;

/** The mail server lets us in. `verify` throws when it does not; without one no mail server is set. */
export async function checkMail(verify: (() => Promise<void>) | undefined): Promise<Finding> {
  if (verify === undefined) return warning('No mail server is set', 'Set SMTP_URL to send campaigns.');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${mailSecondsMax} s`)), mailSecondsMax * 1000);
  });
  try {
    await Promise.race([verify(), late]);
    return ok('the mail server lets us in');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure(
      `The mail server does not let us in: ${why}`,
      'Check SMTP_URL: host, port, user, password, TLS.',
    );
  } finally {
    clearTimeout(timer);
  }
}
