/**
 * "Show IR after…": read-only documents that hold a module's IR after a phase or a pass and follow edits of
 * its source, and the comparison with the step before.
 */
import {
  type IRResult,
  irScheme,
  type LensTarget,
  type ListStagesResult,
  methods,
  type Stage,
} from '@iree-workbench/server/protocol';
import * as vscode from 'vscode';
import type { Devices } from './devices.ts';
import { type LanguageServer, targetDocument } from './language-server.ts';

/** What an IR document shows. */
interface View {
  /** The URI of the source. */
  readonly source: string;
  readonly stage: Stage;
  /** What the stage is called in the document's title. */
  readonly label: string;
}

interface StageItem extends vscode.QuickPickItem {
  readonly stage?: Stage;
  readonly name?: string;
}

/** The URI of an IR document. Its path is the title and ends in `.mlir`; its query says what it shows. */
function uriOf(view: View): vscode.Uri {
  const file = vscode.Uri.parse(view.source).path.split('/').pop() ?? '';
  const when = view.stage.kind === 'source' ? view.label : `after ${view.label}`;
  return vscode.Uri.from({
    scheme: irScheme,
    path: `/${file.replace(/\.mlir$/, '')} ${when.replaceAll('/', '∕')}.mlir`,
    query: JSON.stringify(view),
  });
}

/** What a document shows, or undefined when it is not an IR document. */
function viewOf(uri: vscode.Uri): View | undefined {
  return uri.scheme === irScheme ? (JSON.parse(uri.query) as View) : undefined;
}

export class IRDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #devices: Devices;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** The stage before each document's, once its IR has come. */
  readonly #previous = new Map<string, Stage | undefined>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer, devices: Devices) {
    this.#server = server;
    this.#devices = devices;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(irScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#previous.delete(uri.toString())),
      server.onIRChanged(({ uri }) => this.#refresh((view) => view.source === uri)),
      server.onDeviceChanged(() => this.#refresh(() => true)),
      server.onStarted(() => this.#refresh(() => true)),
      vscode.commands.registerCommand('iwb.showIR', (target?: LensTarget) => this.show(target)),
      vscode.commands.registerCommand('iwb.diffIR', (target?: LensTarget | vscode.Uri) =>
        // From the editor's title bar the argument is the editor's own document.
        this.compare(target instanceof vscode.Uri ? undefined : target),
      ),
    ];
  }

  async provideTextDocumentContent(
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<string> {
    const view = viewOf(uri);
    if (!view) throw new Error(`${uri} does not show IR`);
    const result = await this.#server.request<IRResult>(
      methods.ir,
      { uri: view.source, stage: view.stage, device: this.#devices.chosen },
      token,
    );
    this.#previous.set(uri.toString(), result.previous);
    if (result.failure === undefined) return result.text;
    const why = result.failure.trimEnd().replaceAll(/^/gm, '// ');
    return `// The compiler did not come this far:\n${why}\n// The IR as it was then:\n\n${result.text}`;
  }

  /** Asks for a phase or a pass and opens the IR after it beside the editor. */
  async show(target?: LensTarget): Promise<void> {
    const view = await this.#pick(target?.uri);
    if (!view) return;
    await vscode.window.showTextDocument(uriOf(view), {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  /** Compares the IR of the active document with the step before; from a source, asks for the step. */
  async compare(target?: LensTarget): Promise<void> {
    const active = vscode.window.activeTextEditor?.document.uri;
    const shown = target === undefined && active ? viewOf(active) : undefined;
    const view = shown ?? (await this.#pick(target?.uri));
    if (!view) return;
    const uri = uriOf(view);
    // Opening it asks the server, whose answer says what comes before.
    await vscode.workspace.openTextDocument(uri);
    const previous = this.#previous.get(uri.toString());
    if (!previous) {
      await vscode.window.showInformationMessage(`Nothing comes before ${view.label}.`);
      return;
    }
    const stages = await this.#stages(view.source);
    const before = { source: view.source, stage: previous, label: labelOf(previous, stages) };
    await vscode.commands.executeCommand(
      'vscode.diff',
      uriOf(before),
      uri,
      `${before.label} ↔ ${view.label}`,
      { preview: false },
    );
  }

  #stages(uri: string): Promise<ListStagesResult> {
    return this.#server.request<ListStagesResult>(methods.listStages, { uri });
  }

  async #pick(uri: string | undefined): Promise<View | undefined> {
    const document = targetDocument(uri);
    if (!document) {
      await vscode.window.showInformationMessage('Open an MLIR file to see its IR.');
      return undefined;
    }
    const source = viewOf(document)?.source ?? document.toString();
    const items = this.#stages(source).then(stageItems);
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Show IR After…',
      placeHolder: 'A phase or a pass',
      matchOnDescription: true,
    });
    if (!picked?.stage || picked.name === undefined) return undefined;
    return { source, stage: picked.stage, label: picked.name };
  }

  #refresh(concerned: (view: View) => boolean): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const view = viewOf(uri);
      if (view && concerned(view)) this.#changed.fire(uri);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** What a stage is called. A pass may run more than once, so its place stands with it. */
function labelOf(stage: Stage, stages: ListStagesResult): string {
  switch (stage.kind) {
    case 'source':
      return 'source';
    case 'phase':
      return stage.phase;
    case 'pass': {
      const { phase, argument, occurrence } = stage;
      const pass = stages.passes.find(
        (run) => run.phase === phase && run.argument === argument && run.occurrence === occurrence,
      );
      return pass ? `${argument} (${pass.index + 1})` : `${argument} in ${phase}`;
    }
  }
}

/** The phases, and below them the passes under the phase each belongs to. */
function stageItems(stages: ListStagesResult): StageItem[] {
  const separator = (label: string): StageItem => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const items: StageItem[] = [separator('Phases')];
  for (const phase of stages.phases) {
    const stage: Stage = { kind: 'phase', phase };
    items.push({ label: phase, description: 'phase', stage, name: labelOf(stage, stages) });
  }
  let phase: string | undefined;
  for (const pass of stages.passes) {
    if (pass.phase !== phase) {
      phase = pass.phase;
      items.push(separator(`Passes of ${phase}`));
    }
    const { argument, occurrence } = pass;
    const stage: Stage = { kind: 'pass', phase: pass.phase, argument, occurrence };
    items.push({
      label: pass.argument,
      description: `${pass.index + 1} · ${pass.anchor} · ${pass.name}`,
      stage,
      name: labelOf(stage, stages),
    });
  }
  return items;
}
