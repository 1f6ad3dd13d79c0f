/** Messages to who sits at the editor. */
import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver/node';

const TYPES = {
  error: MessageType.Error,
  warning: MessageType.Warning,
  info: MessageType.Info,
} as const;

/**
 * Tells something that wants no answer. (The library's `showInformationMessage` is a request even then, which not
 * every editor answers.)
 */
export function tell(connection: Connection, type: keyof typeof TYPES, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type: TYPES[type], message });
}
