# Fails when a file includes from a floor above its own, or a library that belongs to another floor.
function belongs(list, here,   i, n, f) { n = split(list, f, " "); for (i = 1; i <= n; i++) if (f[i] == here) return 1; return 0 }
function wrong(text) { print FILENAME ":" FNR ": " text; bad = 1 }
BEGIN { n = split(order, f, " "); for (i = 1; i <= n; i++) rank[f[i]] = i }
FNR == 1 { split(FILENAME, p, "/"); here = p[2]; if (!(here in rank)) wrong("folder is on no floor") }
/^[ \t]*#[ \t]*include[ \t]*"/ {
  split($0, q, "\""); split(q[2], r, "/")
  if (r[1] in rank && rank[r[1]] > rank[here]) wrong(here " may not include " r[1])
}
/^[ \t]*#[ \t]*include[ \t]*<unicode\// && !belongs(icu, here) { wrong("ICU belongs to " icu) }
/^[ \t]*#[ \t]*include[ \t]*<igraph/ && !belongs(igraph, here) { wrong("igraph belongs to " igraph) }
/^[ \t]*#[ \t]*include[ \t]*<csv\.h>/ && !belongs(csv, here) { wrong("libcsv belongs to " csv) }
END { exit bad }
