import type { CSSProperties, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { MailContent, MailLine } from "./mailContent";

/**
 * The shop's colours (app/styles/theme.css), written out: mail clients know neither variables nor style sheets. Those
 * that follow the reader's dark mode read the classes below; those that invert colours by themselves find few to invert.
 */
const PAPER = "#f7f3ec";
const INK = "#1b1814";
const INK_SOFT = "#5a5348";
const LINE = "#d3cabb";
const ACCENT = "#2735b8";
const ACCENT_INK = "#fdf9f2";
const DARK = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .paper { background-color: #161411 !important; }
    .ink { color: #f0e9dd !important; }
    .soft { color: #c4baa9 !important; }
    .line { border-color: #423b32 !important; }
    .action { background-color: #aeb8ff !important; }
    .action-ink { color: #12142e !important; }
  }
  @media (max-width: 480px) { .page { padding: 24px 20px !important; } .title { font-size: 34px !important; } }`;

const DISPLAY: CSSProperties = { fontFamily: "Fraunces, 'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif", fontWeight: 400 };
const PLAIN: CSSProperties = { fontFamily: "'Instrument Sans', -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif", fontSize: 16, lineHeight: "26px" };
const SMALL: CSSProperties = { ...PLAIN, fontSize: 14, lineHeight: "22px" };
const RULE: CSSProperties = { borderTop: `1px solid ${LINE}` };

/** A mail as an HTML document: tables and inline styles, since that is what mail clients agree on. React escapes every value. */
export function mailHtml(content: MailContent): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(<MailDocument {...content} />)}`;
}

function MailDocument(content: MailContent) {
  const { locale, subject, preview, title, text, action, note, footer, shop } = content;
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: DARK }} />
      </head>
      <body className="paper" style={{ margin: 0, padding: 0, backgroundColor: PAPER }}>
        <div style={{ display: "none", maxHeight: 0, overflow: "hidden" }}>{preview}</div>
        <Table className="paper" style={{ backgroundColor: PAPER }}>
          <tr>
            <td align="center" className="page" style={{ padding: "48px 24px" }}>
              <Table style={{ maxWidth: 560, textAlign: "left" }}>
                <tr>
                  <td style={{ paddingBottom: 32 }}>
                    <a href={shop.url} className="ink" style={{ ...DISPLAY, fontSize: 22, color: INK, textDecoration: "none" }}>
                      {shop.name}
                    </a>
                  </td>
                </tr>
                <tr>
                  <td>
                    <h1 className="ink title" style={{ ...DISPLAY, margin: 0, fontSize: 44, lineHeight: 1.05, color: INK }}>
                      {title}
                    </h1>
                    <p className="ink" style={{ ...PLAIN, margin: "16px 0 0", fontSize: 18, lineHeight: "28px", color: INK }}>
                      {text}
                    </p>
                  </td>
                </tr>
                <Lines {...content} />
                <tr>
                  <td style={{ paddingTop: 32 }}>
                    <Table style={{ width: "auto" }}>
                      <tr>
                        <td className="action" style={{ backgroundColor: ACCENT, borderRadius: 3 }}>
                          <a href={action.url} className="action-ink" style={{ ...PLAIN, display: "inline-block", padding: "12px 24px", fontWeight: 600, color: ACCENT_INK, textDecoration: "none" }}>
                            {action.label}
                          </a>
                        </td>
                      </tr>
                    </Table>
                    <p className="soft" style={{ ...SMALL, margin: "16px 0 0", color: INK_SOFT }}>
                      {note}
                    </p>
                  </td>
                </tr>
                <Facts {...content} />
                <tr>
                  <td style={{ paddingTop: 40 }}>
                    <p className="soft line" style={{ ...SMALL, ...RULE, margin: 0, paddingTop: 16, color: INK_SOFT }}>
                      {footer}
                    </p>
                  </td>
                </tr>
              </Table>
            </td>
          </tr>
        </Table>
      </body>
    </html>
  );
}

function Lines({ lines, totals }: Pick<MailContent, "lines" | "totals">) {
  return (
    <tr>
      <td style={{ paddingTop: 32 }}>
        <Table>
          {lines.map((line) => (
            <Line key={`${line.name} ${line.detail}`} {...line} />
          ))}
          {totals.map(({ label, amount }, index) => {
            const isSum = index === totals.length - 1;
            const cell: CSSProperties = { ...(isSum ? { ...PLAIN, fontWeight: 600 } : SMALL), ...(index === 0 && RULE), paddingTop: index === 0 ? 14 : 2, color: INK };
            return (
              <tr key={label}>
                <td className="ink line" style={cell}>{label}</td>
                <td className="ink line" align="right" style={{ ...cell, whiteSpace: "nowrap" }}>{amount}</td>
              </tr>
            );
          })}
        </Table>
      </td>
    </tr>
  );
}

function Line({ name, detail, amount, url }: MailLine) {
  const named: CSSProperties = { ...DISPLAY, fontSize: 20, lineHeight: "28px", color: INK };
  return (
    <tr>
      <td className="line" style={{ ...RULE, padding: "12px 16px 12px 0" }}>
        {url === undefined ? <span className="ink" style={named}>{name}</span> : <a href={url} className="ink" style={{ ...named, textDecoration: "none" }}>{name}</a>}
        <div className="soft" style={{ ...SMALL, color: INK_SOFT }}>{detail}</div>
      </td>
      <td className="ink line" align="right" valign="top" style={{ ...PLAIN, ...RULE, padding: "14px 0", color: INK, whiteSpace: "nowrap" }}>{amount}</td>
    </tr>
  );
}

function Facts({ facts }: Pick<MailContent, "facts">) {
  return facts.map(({ label, lines }) => (
    <tr key={label}>
      <td style={{ paddingTop: 24 }}>
        <div className="soft" style={{ ...SMALL, color: INK_SOFT }}>{label}</div>
        {lines.map((line) => (
          <div key={line} className="ink" style={{ ...PLAIN, color: INK }}>{line}</div>
        ))}
      </td>
    </tr>
  ));
}

/** A table that only lays out, and is as wide as it may. */
function Table({ children, style, className }: { children: ReactNode; style?: CSSProperties; className?: string }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} className={className} style={{ width: "100%", border: 0, borderCollapse: "collapse", ...style }}>
      <tbody>{children}</tbody>
    </table>
  );
}
