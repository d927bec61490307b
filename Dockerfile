# The images of the worker and of the evaluator, with the programs that `make build` left in worker/target and batch-evaluator/target:
#
#     docker build --target worker -t presage-worker . && docker build --target evaluator -t presage-evaluator .
#
# Both run as user 10001, and with a root file system that is read-only if /tmp is writable and may hold programs: ONNX Runtime and the
# compression codecs unpack their native libraries there (`--read-only --tmpfs /tmp:exec`).

# Sorts what is copied by how often it changes. Our own modules lie among the libraries, but change with the program; and whatever the
# builder's umask was, everybody may read.
FROM eclipse-temurin:25-jre AS files
COPY worker/target /worker
COPY batch-evaluator/target /evaluator
COPY models /models
COPY LICENSE NOTICE THIRD-PARTY-NOTICES.md /notices/
RUN for program in /worker /evaluator; do \
        mkdir -p $program/own/lib && mv $program/*.jar $program/own && \
        (cd $program/lib && mv contract-* features-* inference-* $program/own/lib) || exit 1; \
    done && \
    chmod -R a+rX /worker /evaluator /models /notices

FROM eclipse-temurin:25-jre AS program
WORKDIR /opt/presage

FROM program AS evaluator
# A new volume takes over whose the folder is.
RUN mkdir /reports && chown 10001:10001 /reports
COPY --from=files /evaluator/lib lib
COPY --from=files /notices .
COPY --from=files /models models
COPY --from=files /evaluator/own .
ENV EVALUATOR_REPORT_DIR=/reports
USER 10001:10001
# For one that stays, with --nightly: the file is gone while a night is owed, and old when an evaluation hangs.
HEALTHCHECK --interval=5s --timeout=3s --retries=6 --start-period=60s \
    CMD test -n "$(find /reports/.nightly -mmin -120)"
# The collector that Java takes by itself in a container this small, said so that more memory does not change it: nobody waits for pauses.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-jar", "batch-evaluator.jar"]

FROM program AS worker
COPY --from=files /worker/lib lib
COPY --from=files /notices .
COPY --from=files /models models
COPY --from=files /worker/own .
ENV WORKER_HTTP_HOST=0.0.0.0 WORKER_API_HOST=0.0.0.0
USER 10001:10001
EXPOSE 8000 5000
HEALTHCHECK --interval=5s --timeout=3s --retries=6 --start-period=60s \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8000/readyz"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "worker.jar"]
