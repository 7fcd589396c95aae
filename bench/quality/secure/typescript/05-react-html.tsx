// CWE-79: markup is cleaned before it is set
import DOMPurify from "dompurify";
import { useMemo } from "react";

export function RichText({ html }: { html: string }) {
  const clean = useMemo(
    () => DOMPurify.sanitize(html, { USE_PROFILES: { html: true } }),
    [html],
  );
  return <article dangerouslySetInnerHTML={{ __html: clean }} />;
}
