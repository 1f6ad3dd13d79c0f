/** Work of the server that the user may wait for, see, and stop. */
import * as vscode from 'vscode';

/** Milliseconds after which a message says what is being done: most work is over before one could be read. */
const PATIENCE = 500;

/** Does something that can be cancelled; undefined when the user has. */
export async function cancellableWork<T>(
  title: string,
  work: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T | undefined> {
  const cancellation = new vscode.CancellationTokenSource();
  const result = work(cancellation.token).catch((error: unknown) => {
    if (cancellation.token.isCancellationRequested) return undefined;
    throw error;
  });
  try {
    const soon = new Promise<'slow'>((resolve) => setTimeout(resolve, PATIENCE, 'slow'));
    if ((await Promise.race([result, soon])) !== 'slow') return await result;
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_progress, token) => {
        token.onCancellationRequested(() => cancellation.cancel());
        return result;
      },
    );
  } finally {
    cancellation.dispose();
  }
}
