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
# Half of the container's limit: as much again may be taken by what is on its way in and out, and the rest is code, classes and threads.
-XX:MaxRAMPercentage=50
-XX:+ExitOnOutOfMemoryError
-cp $(printf '%s' "$2/app/dochat.jar"; find "$2/lib" -name '*.jar' | LC_ALL=C sort | sed 's/^/:/' | tr -d '\n')
END
