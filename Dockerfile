# The image of a node: `docker build -t dochat .` (or buildah, or podman). docs/operations.md says how big it is and how it was measured.
# Two bases, so that a house can take its own: a JDK 25 with a shell to build with, and anything with glibc to run on.
ARG JDK=docker.io/library/eclipse-temurin:25-jdk-noble
ARG BASE=docker.io/library/debian:12-slim

FROM ${JDK} AS build
# What Maven gets beside its goals, such as a mirror's settings.
ARG MAVEN_ARGS=
# The time of every file, so that the same commit gives the same layers; that of the jar's entries is in pom.xml.
ARG SOURCE_DATE_EPOCH=1767225600
# What nodes need of Java (jdeps says so), and jcmd and the flight recorder for who has to find out what a node does.
RUN jlink --output /opt/dochat/jre --no-header-files --no-man-pages --strip-java-debug-attributes --generate-cds-archive --add-modules \
java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.scripting,java.security.jgss,java.sql,java.transaction.xa,java.xml,\
jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.net,jdk.unsupported,jdk.zipfs
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml cluster.xml openapi.yaml ./
COPY src/main src/main
COPY webroot webroot
COPY deploy/image deploy/image
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -Pimage -Dmaven.test.skip=true package
# At the places where they will be and with the times that they will have: the cache of classes is for these files only.
RUN mkdir -p /opt/dochat/app /opt/dochat/lib /opt/dochat/cache /opt/dochat/data \
 && cp target/dochat.jar target/dochat-sbom.json target/dochat-licences.txt /opt/dochat/app/ && cp target/lib/*.jar /opt/dochat/lib/ \
 && sh deploy/image/options.sh pom.xml /opt/dochat >/opt/dochat/app/java.options \
 && find /opt/dochat -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} + \
 && sh deploy/image/learn.sh /opt/dochat \
 && find /opt/dochat/cache /opt/dochat/data -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

FROM ${BASE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="doChat" \
      org.opencontainers.image.description="A self-hosted chat that runs as one node on a laptop and as many nodes behind any load balancer." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# What changes seldom first: a new commit changes the last two of them.
COPY --from=build /opt/dochat/jre /opt/dochat/jre
COPY --from=build /opt/dochat/lib /opt/dochat/lib
COPY --from=build /opt/dochat/app /opt/dochat/app
COPY --from=build /opt/dochat/cache /opt/dochat/cache
# A volume gets the owner of the folder that it is put over.
COPY --from=build --chown=10001:10001 /opt/dochat/data /data
# The root file system may be read-only; written to are only these two.
VOLUME ["/data", "/tmp"]
USER 10001:10001
WORKDIR /data
ENV LANG=C.UTF-8 DOCHAT_HOST=0.0.0.0 DOCHAT_PORT=8080 DOCHAT_TCP_PORT=7000 DOCHAT_OPS_PORT=9080 DOCHAT_DATA=/data
# Health and metrics are at port 9080, for this container only; --ops-host opens it.
EXPOSE 8080 7000
# Asked by Docker; Kubernetes has probes of its own. A JVM of 16 MB, because a base need not have a shell or curl. It takes JDK_JAVA_OPTIONS, too, and
# its own come last: with both -Xms and -Xmx, no size of the node's is left.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["/opt/dochat/jre/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms4m", "-Xmx16m", "-cp", "/opt/dochat/app/dochat.jar", "dochat.Probe", "http://127.0.0.1:9080/health/ready"]
# No shell between: the JVM is process 1 and gets the signals. JDK_JAVA_OPTIONS adds to its options.
ENTRYPOINT ["/opt/dochat/jre/bin/java", "-XX:AOTCache=/opt/dochat/cache/classes.aot", "@/opt/dochat/app/java.options", "dochat.Main"]
