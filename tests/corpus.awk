# How much of the truth in entities.tsv a build of the sample corpus found.
# A row (entity, type, language, surface, documents) holds when just as many
# documents of that language name that surface as the entity's node. Which node
# that is: the one of the same id, else the one that most of its surfaces lead
# to; a node serves one entity only, so that a wrong merge costs.
# Read documents.csv, mentions.csv and entities.tsv, in that order.
# With -v list=1 the rows that do not hold are printed.

# The cells of a line of our CSV into cell[1..]; returns how many.
function cut(line, n, at, end) {
  n = 0
  line = line ","
  while (line != "") {
    if (substr(line, 1, 1) == "\"") {
      at = 2
      while (1) {
        end = index(substr(line, at), "\"")
        if (!end) return n # a line break inside: no row of ours to count
        at += end
        if (substr(line, at, 1) != "\"") break
        at++
      }
      cell[++n] = substr(line, 2, at - 3)
      gsub(/""/, "\"", cell[n])
      line = substr(line, at + 1)
    } else {
      end = index(line, ",")
      cell[++n] = substr(line, 1, end - 1)
      line = substr(line, end + 1)
    }
  }
  return n
}

FNR == 1 { file++; next }
file == 1 && cut($0) > 4 {
  language[cell[1]] = cell[1] ~ /^[a-z][a-z]\// ? substr(cell[1], 1, 2) : cell[4]
  if (cell[2] != "read") skip[cell[1]] = 1
}
file == 2 && cut($0) > 7 {
  if (cell[1] in skip || seen[cell[1], cell[4], cell[7]]++) next
  count[language[cell[1]], cell[4], cell[7]]++
  here = language[cell[1]] SUBSEP cell[4]
  if (!((here, cell[7]) in leads)) {
    leads[here, cell[7]] = 1
    nodes[here] = nodes[here] "\t" cell[7]
  }
  node[cell[7]] = 1
}
file == 3 {
  split($0, cell, "\t")
  row[++rows] = $0
  order[cell[1]] = rows
  n = split(substr(nodes[cell[3], cell[4]], 2), list, "\t")
  for (i = 1; i <= n; i++) {
    votes[cell[1], list[i]] += count[cell[3], cell[4], list[i]]
    if (!((cell[1], list[i]) in voted)) {
      voted[cell[1], list[i]] = 1
      choice[cell[1]] = choice[cell[1]] "\t" list[i]
    }
  }
}
END {
  for (e in order) { # the node that most leads to
    if (e in node) {
      means[e] = e
      continue
    }
    n = split(substr(choice[e], 2), list, "\t")
    for (i = 1; i <= n; i++)
      if (!(e in means) || votes[e, list[i]] > votes[e, means[e]] || (votes[e, list[i]] == votes[e, means[e]] && list[i] < means[e])) means[e] = list[i]
  }
  for (e in means) { # the entity that a node serves
    m = means[e]
    if (!(m in owner) || e == m || (owner[m] != m && (votes[e, m] > votes[owner[m], m] || (votes[e, m] == votes[owner[m], m] && e < owner[m])))) owner[m] = e
  }
  for (r = 1; r <= rows; r++) {
    split(row[r], cell, "\t")
    m = means[cell[1]]
    got = m != "" && owner[m] == cell[1] ? count[cell[3], cell[4], m] + 0 : 0
    if (got == cell[5]) held++
    else if (list_rows) print "  " row[r] "\tfound " got (m != "" && m != cell[1] ? " as " m : "")
  }
  printf "%d %d\n", held, rows
}
