#!/bin/sh
# Prints the options of a node's JVM in a container, one a line, as `java @file` reads them: options.sh <pom.xml> <folder of app and lib>.
# The classes' place is spelled out: `lib/*` has no order of its own, and the cache of classes is for one order.
set -eu

sed -n '/<jvm\.flags>/,/<\/jvm\.flags>/p' "$1" | sed -e 's/<[^>]*>//g' -e 's/^ *//' -e 's/ *$//' -e '/^$/d' -e 's/^\(--[a-z-]*\) /\1=/'
cat <<END
--sun-misc-unsafe-memory-access=allow
-Dhazelcast.logging.type=slf4j
-Dfile.encoding=UTF-8
-Dstdout.encoding=UTF-8
-Dstderr.encoding=UTF-8
# Names of nodes and of a database that failed over are asked for again after 5 seconds, and what is not known yet at once.
-Dsun.net.inetaddr.ttl=5
-Dsun.net.inetaddr.negative.ttl=0
-XX:+UseG1GC
# JEP 519: most of what a client costs is small objects.
-XX:+UseCompactObjectHeaders
# Two fifths of the container's limit. What is on its way in and out may take as much again, which is what Java allows outside of the heap, and a fifth
# is for classes, code and threads: of 1 GB 410, 410 and 204 MB.
-XX:MaxRAMPercentage=40
# The cache of classes is for pointers of 32 bits. So the heap ends at 30 GB, however much there is.
-XX:+UseCompressedOops
-XX:+ExitOnOutOfMemoryError
-cp $(printf '%s' "$2/app/dochat.jar"; find "$2/lib" -name '*.jar' | LC_ALL=C sort | sed 's/^/:/' | tr -d '\n')
END
