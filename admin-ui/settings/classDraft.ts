import type { Standard } from '../../functions/segments/standards.schema.ts';
import { type Settings, settingsSchema } from '../../functions/shops/settings.schema.ts';
import { classFields, type KnownField } from './classFields.ts';
import { entriesOf, entriesText, standardsOf } from './standardEntries.ts';

/** Thresholds while they are typed: text by path, only those that were touched. */
export type ClassDraft = Readonly<Record<string, string>>;

/** What stands in a field: what was typed, else what is kept. */
export function textOf(field: KnownField, draft: ClassDraft, kept: Settings): string {
  return draft[field.path] ?? keptText(field, kept);
}

/** A kept value as it is typed: shares as percent, lists with commas. */
export function keptText(field: KnownField, kept: Settings): string {
  if (field.kind === 'standards') return entriesText(kept.standards);
  const value = valueAt(kept, field.path.split('.'));
  if (typeof value === 'number') return typedText(field, value);
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : '';
}

/** A number of the settings as it is typed. */
export function typedText({ kind }: KnownField, value: number): string {
  return String(kind === 'percent' ? Math.round(value * 1e6) / 1e4 : value);
}

/** What a typed text means (null: all time); undefined: it is no number of this kind. */
export function valueOf(
  { kind }: KnownField,
  text: string,
): number | string | string[] | Standard[] | null | undefined {
  const trimmed = text.trim();
  switch (kind) {
    case 'whole':
      return numberIn(trimmed, /^\d{1,5}$/);
    case 'allTime':
      return trimmed === '' ? null : numberIn(trimmed, /^\d{1,5}$/);
    case 'decimal':
      return numberIn(trimmed, /^\d{1,5}(?:\.\d{1,4})?$/);
    case 'percent': {
      const percent = numberIn(trimmed, /^\d{1,3}(?:\.\d{1,4})?$/);
      return percent === undefined ? undefined : Math.round(percent * 1e4) / 1e6;
    }
    case 'list':
      return trimmed
        .split(/[,、，]/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
    case 'standards':
      return standardsOf(entriesOf(text));
    case 'choice':
      return trimmed;
  }
}

function numberIn(text: string, form: RegExp): number | undefined {
  return form.test(text) ? Number(text) : undefined;
}

/** The settings a draft stands for; null: some field holds no number. */
export function settingsOf(draft: ClassDraft, kept: Settings): Settings | null {
  let settings: unknown = kept;
  for (const field of classFields) {
    const text = draft[field.path];
    if (text === undefined) continue;
    const value = valueOf(field, text);
    if (value === undefined) return null;
    settings = withValueAt(settings, field.path.split('.'), value);
  }
  const parsed = settingsSchema.safeParse(settings);
  return parsed.success ? parsed.data : null;
}

/** Whether a draft means anything else than what is kept. */
export function isChanged(draft: ClassDraft, kept: Settings): boolean {
  return JSON.stringify(settingsOf(draft, kept)) !== JSON.stringify(settingsSchema.parse(kept));
}

/** The fields that hold what they hold in a new shop. */
export function isDefault(field: KnownField, text: string, defaults: Settings): boolean {
  return JSON.stringify(valueOf(field, text)) === JSON.stringify(defaultValue(field, defaults));
}

function defaultValue(field: KnownField, defaults: Settings): unknown {
  return valueOf(field, keptText(field, defaults));
}

function valueAt(of: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return of;
  return isRecord(of) ? valueAt(of[name], rest) : undefined;
}

function withValueAt(of: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const record = isRecord(of) ? of : {};
  return { ...record, [name]: withValueAt(record[name], rest, value) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
