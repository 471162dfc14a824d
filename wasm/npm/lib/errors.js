// Errors. All of them have a `kind` for programs and a `message` for people, and most a `help` that says what to do.

/// Base of all that hegao throws on its own account. Arguments of a wrong type are a `TypeError`.
export class HegaoError extends Error {
  name = "HegaoError";

  constructor(fault, { kind, help, cause }, head = "") {
    const said = `${head}${fault}`;
    super(help ? `${said}\n  ${help}` : said, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.fault = fault;
    this.help = help || null;
  }
}

/// A configuration or a rule of a pack is wrong. `others` are its other mistakes, for all are told at once.
export class ConfigurationError extends HegaoError {
  name = "ConfigurationError";

  constructor(fault, { kind = "configuration", help, place = null, others = [], cause } = {}) {
    super(fault, { kind, help, cause }, place ? `${place.file}:${place.line}:${place.column}: ` : "");
    this.place = place;
    this.others = others;
    for (const other of others) this.message += `\n${other.message}`;
  }
}

/// A name that is selected or ignored is that of no rule and no family. `rule` is the name.
export class UnknownRuleError extends HegaoError {
  name = "UnknownRuleError";

  constructor(fault, { kind, help, name, suggestion }) {
    super(fault, { kind, help });
    this.rule = name;
    this.suggestion = suggestion ?? null;
  }
}

/// `today` is no date.
export class DateError extends HegaoError {
  name = "DateError";

  constructor(fault, { kind, help, written }) {
    super(fault, { kind, help });
    this.written = written;
  }
}

/// The selection and the configuration leave no rule: nothing would be looked for, and all would seem to be right.
export class NoRulesError extends HegaoError {
  name = "NoRulesError";
}

/// The document `path` cannot be read or not be written. If the system refused, its error is the `cause`.
export class DocumentError extends HegaoError {
  name = "DocumentError";

  constructor(fault, { kind, help, path, cause }) {
    super(fault, { kind, help, cause }, `${path}: `);
    this.path = path;
  }
}

/// The engine failed, which is a fault of hegao, or ran out of memory. It has been started anew. `path` is the document that was asked
/// about; `null` if there were several.
export class EngineError extends HegaoError {
  name = "EngineError";

  constructor(path, language, cause) {
    const [fault, help] =
      language === "en"
        ? [
            `the engine stopped (${cause.message}): there is no result; it has been started anew and can be asked again`,
            "Is the document very large? The command `hegao` can use more memory. If not, this is a fault of hegao: please report it with the shortest text that shows it.",
          ]
        : [
            `引擎中断（${cause.message}），没有结果；引擎已经重新启动，可以接着用`,
            "文稿很大的，用 `hegao` 命令检查，能用的内存更多。不大的，这是 hegao 的缺陷，请带上能重现的最短文本报告给维护者。",
          ];
    super(fault, { kind: "internal", help, cause }, path === null ? "" : `${path}: `);
    this.path = path;
  }
}

/// The error that the engine tells of as an object. `path` is the document; `config` the path of the configuration if it came from a file.
export function errorOf(told, { path = null, config = null, cause } = {}) {
  const { kind, message, help } = told;
  switch (kind) {
    case "configuration": {
      const place = told.place && { ...told.place, file: config !== null && told.place.file === "hegao.toml" ? config : told.place.file };
      const others = told.others.map((other) => errorOf(other, { path, config }));
      return new ConfigurationError(message, { kind, help, place, others });
    }
    case "unknown-rule":
      return new UnknownRuleError(message, told);
    case "bad-date":
      return new DateError(message, told);
    case "no-rules":
      return new NoRulesError(message, told);
    default:
      return new DocumentError(message, { kind, help, path: told.name ?? path ?? "-", cause });
  }
}
