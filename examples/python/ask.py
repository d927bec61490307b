#!/usr/bin/env python3
"""Asks for one prediction and waits for its outcome. It needs confluent-kafka (Debian: python3-confluent-kafka).

Exit code 0: predicted, 1: rejected, 2: no outcome in time, 3: it could not be asked.
"""

import argparse
import json
import sys
import time
import uuid
from datetime import datetime, timedelta, timezone

try:
    from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
except ImportError:
    print("there is no confluent_kafka for this python3 (apt-get install python3-confluent-kafka, or make tools)", file=sys.stderr)
    sys.exit(3)

DEAD_LETTERS = "prediction-requests-dlq"
OUTCOMES = ("predictions", DEAD_LETTERS)


class CouldNotAsk(Exception):
    """One sentence that says why."""


class Arguments(argparse.ArgumentParser):
    def error(self, message):
        raise CouldNotAsk(f"{message}; {' '.join(self.format_usage().split())}")


def arguments():
    parser = Arguments(description="Asks for one prediction and waits for its outcome.")
    parser.add_argument("-b", metavar="HOST:PORT", dest="brokers", default="localhost:9092", help="the Kafka cluster")
    parser.add_argument("-p", metavar="FILE", dest="producer", type=settings, default={}, help="settings of the producer")
    parser.add_argument("-r", metavar="FILE", dest="reader", type=settings, default={}, help="settings of the reader")
    parser.add_argument("-m", metavar="MODEL_TYPE", dest="model_type", default="normal", help="which model is asked")
    parser.add_argument("-t", metavar="SECONDS", dest="seconds", type=seconds, default=30, help="how long the outcome is waited for")
    parser.add_argument("ticker", metavar="TICKER", help="whose price")
    return parser.parse_args()


def settings(file):
    """What a file of librdkafka's settings says, NAME=VALUE a line."""
    try:
        with open(file, encoding="utf-8") as lines:
            return dict(line.rstrip("\n").split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    except OSError as e:
        raise CouldNotAsk(f"the file of settings is {file!r}, expected one that can be read") from e


def seconds(text):
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 9999):
        raise CouldNotAsk(f"-t is {text!r}, expected seconds from 1 to 9999")
    return int(text)


def reader_at_the_end(options):
    """It stands at the end of both topics before anything is asked, so no outcome can be missed; in no group, as it is alone."""
    reader = Consumer({
        **options.reader,
        "bootstrap.servers": options.brokers,
        "isolation.level": "read_committed",  # librdkafka's default, said because all depends on it
        "group.id": "reader-example",  # must be there, but is joined only by subscribe
        "enable.auto.commit": False,
        "log_level": 2,  # what goes wrong is raised
    })
    partitions = []
    for topic in OUTCOMES:
        found = reader.list_topics(topic, timeout=options.seconds).topics[topic]
        if found.error:
            raise KafkaException(found.error)
        for partition in found.partitions:
            _, end = reader.get_watermark_offsets(TopicPartition(topic, partition), timeout=options.seconds)
            partitions.append(TopicPartition(topic, partition, end))
    reader.assign(partitions)
    return reader


def send(options, request_id, expires_at):
    producer = Producer({
        **options.producer,
        "bootstrap.servers": options.brokers,
        "acks": "all",  # a request that is acknowledged is not lost with one broker
        "enable.idempotence": True,  # what the client itself sends again is asked once
        "delivery.timeout.ms": 1000 * options.seconds,  # then it fails, and nothing is sent any more
        "linger.ms": 0,  # there is no second request that this one could wait for
        "log_level": 2,
    })
    request = {
        "request_id": request_id,
        "ticker": options.ticker,
        "model_type": options.model_type,
        "expires_at": expires_at.isoformat(),
    }
    failures = []
    producer.produce(
        "prediction-requests",
        key=options.ticker,
        value=json.dumps(request),
        headers={"request_id": request_id, "source": "examples/python"},  # they come back on a dead letter, even if the value can't be read
        on_delivery=lambda error, _: error and failures.append(error),
    )
    producer.flush()  # waits until each message is delivered or has failed; a program that ends without it loses what it has not sent
    if failures:
        raise KafkaException(failures[0])


def header(message, name):
    values = [value for key, value in message.headers() or [] if key == name and value is not None]
    return values[-1].decode(errors="replace") if values else ""


def is_of(request_id, message):
    if message.topic() == DEAD_LETTERS:
        return header(message, "request_id") == request_id
    try:
        return json.loads(message.value())["request_id"] == request_id
    except (TypeError, ValueError, KeyError):  # whatever else somebody has put there
        return False


def ask(options):
    request_id = str(uuid.uuid4())  # that it is unique is up to us: it is how the outcome is found
    deadline = time.monotonic() + options.seconds
    expires_at = datetime.now(timezone.utc) + timedelta(seconds=options.seconds)
    reader = reader_at_the_end(options)
    try:
        send(options, request_id, expires_at)
        while time.monotonic() < deadline:
            message = reader.poll(0.1)
            if message is None or message.error():  # the client goes on by itself, as long as there is time
                continue
            if is_of(request_id, message):
                if message.topic() == DEAD_LETTERS:
                    print(f"rejected {header(message, 'dlq.reason')}: {header(message, 'dlq.message')}")
                    return 1
                print(f"predicted {message.value().decode()}")
                return 0
    finally:
        reader.close()
    print(f"no outcome of {request_id} within {options.seconds} s; `worker.jar trace {request_id}` says where it is", file=sys.stderr)
    return 2


def main():
    try:
        options = arguments()
    except CouldNotAsk as e:
        print(e, file=sys.stderr)
        return 3
    try:
        return ask(options)
    except KafkaException as e:
        print(f"Kafka at {options.brokers} can't be used: {e.args[0].str()}", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main())
