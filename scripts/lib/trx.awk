# Reads a test run's .trx file.
#   awk -v mode=counts  -f trx.awk FILE   prints 'PASSED FAILED SKIPPED'
#   awk -v mode=details -f trx.awk FILE   prints each failed test with its message and stack, each skipped one with its reason
# The file's writer escapes every '<' that is not a tag, so splitting there gives one tag with its text a record.

BEGIN { RS = "<" }

/^UnitTestResult / {
    outcome = attribute("outcome")
    name = attribute("testName")
    kind = outcome == "Passed" ? "passed" : outcome == "NotExecuted" ? "skipped" : "failed"
    count[kind]++
    message = stack = printed = ""
}

/^StdOut>/ { printed = body() }
/^Message>/ { message = body() }
/^StackTrace>/ { stack = body() }

# One that is empty closes itself.
/^UnitTestResult .*\/>/ { report() }
/^\/UnitTestResult>/ { report() }

END {
    if (mode == "counts")
        print count["passed"] + 0, count["failed"] + 0, count["skipped"] + 0
}

function report() {
    if (mode != "details")
        return
    if (kind == "skipped")
        print "    skipped: " name ": " oneline(message != "" ? message : printed)
    else if (kind == "failed")
        print "    FAILED:  " name "\n" indented(message) "\n" indented(stack)
}

function attribute(key,    start, rest) {
    start = index($0, " " key "=\"")
    if (!start)
        return ""
    rest = substr($0, start + length(key) + 3)
    return unescaped(substr(rest, 1, index(rest, "\"") - 1))
}

function body() { return unescaped(substr($0, index($0, ">") + 1)) }

function unescaped(text) {
    gsub(/&lt;/, "<", text)
    gsub(/&gt;/, ">", text)
    gsub(/&quot;/, "\"", text)
    gsub(/&#xD;/, "", text)
    gsub(/&#xA;/, "\n", text)
    gsub(/&amp;/, "\\&", text)
    return text
}

function oneline(text) {
    gsub(/[ \t\r\n]+/, " ", text)
    sub(/ $/, "", text)
    return text
}

function indented(text) {
    gsub(/\r/, "", text)
    sub(/\n+$/, "", text)
    gsub(/\n/, "\n        ", text)
    return "        " text
}
