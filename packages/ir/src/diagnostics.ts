/**
 * Diagnostics: what is said about IR, where, with notes; and their text as upstream's tools print it.
 */

import type { FileLineColLoc, Location } from './attributes.ts';

export type Severity = 'error' | 'warning' | 'note' | 'remark';

export interface Diagnostic {
  readonly severity: Severity;
  readonly location: Location;
  readonly message: string;
  readonly notes: readonly Diagnostic[];
  /** End of the marked text as an offset of the location's source, where the parser knows it. */
  readonly endOffset?: number;
}

/** Receives each diagnostic once, in the order found. */
export type DiagnosticHandler = (diagnostic: Diagnostic) => void;

/** Notes are added by chaining before the diagnostic is handed on: `note` returns a new one. */
export function makeDiagnostic(
  severity: Severity,
  location: Location,
  message: string,
  notes: readonly { location?: Location; message: string }[] = [],
): Diagnostic {
  return {
    severity,
    location,
    message,
    notes: notes.map((note) => ({
      severity: 'note',
      location: note.location ?? location,
      message: note.message,
      notes: [],
    })),
  };
}

/** The file location that a diagnostic at `location` is shown at, or null. */
export function fileLocation(location: Location): FileLineColLoc | null {
  switch (location.kind) {
    case 'loc.file':
      return location;
    case 'loc.name':
      return fileLocation(location.child);
    case 'loc.callsite':
      return fileLocation(location.callee) ?? fileLocation(location.caller);
    case 'loc.fused':
      for (const inner of location.locations) {
        const found = fileLocation(inner);
        if (found) return found;
      }
      return null;
    case 'loc.unknown':
      return null;
  }
}
