// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls under way. Changes on the thread of SIP; may be asked by any. */
final class Calls {
  /** The user part of this house's own address. */
  static final String SELF = "house";

  /** For requests of which it does not matter what becomes of them. */
  static final Wire.Answers IGNORED =
      new Wire.Answers() {
        @Override
        public void answered(Response response) {
          // Whatever it says, the call is over.
        }

        @Override
        public void unanswered() {
          // The call is over.
        }
      };

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final int MOST_ACKS = 128;

  private final SipThread thread;
  private final Wire wire;
  private final FloodLimit limit;
  private final AtomicLong strays = new AtomicLong();
  private final Map<String, Call> all = new ConcurrentHashMap<>();
  private final Map<Call, InetSocketAddress> peers = new ConcurrentHashMap<>();
  private final Map<String, Request> acks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Request> eldest) {
          return size() > MOST_ACKS;
        }
      };
  private volatile Duration longest;

  Calls(SipThread thread, Wire wire, FloodLimit limit, Duration longest) {
    this.thread = thread;
    this.wire = wire;
    this.limit = limit;
    this.longest = longest;
  }

  void add(Call call) {
    InetSocketAddress peer = call.dialog().flow().peer();
    all.put(call.id(), call);
    peers.put(call, peer);
    limit.know(peer);
  }

  void forget(Call call) {
    if (all.remove(call.id(), call)) {
      limit.forget(peers.remove(call));
    }
  }

  int count() {
    return all.size();
  }

  Optional<Call> find(Message message) {
    CallIdHeader id = (CallIdHeader) message.getHeader(CallIdHeader.NAME);
    return id == null ? Optional.empty() : Optional.ofNullable(all.get(id.getCallId()));
  }

  /** Acknowledges a 200, and remembers how, for a 200 that comes again. */
  void acknowledge(Dialog dialog, long number) {
    Request ack = wire.messages().request(Request.ACK, dialog, number);
    acks.put(key(dialog.callId(), dialog.remoteTag(), number), ack);
    wire.acknowledge((Request) copy(ack, dialog.flow()));
  }

  /** Takes a 200 that belongs to no transaction any more. */
  void stray(Response response) {
    CallIdHeader id = (CallIdHeader) response.getHeader(CallIdHeader.NAME);
    boolean invited = Request.INVITE.equals(method(response));
    if (id == null || !invited || response.getStatusCode() / 100 != 2) {
      return;
    }
    Request ack = acks.get(key(id.getCallId(), Dialog.tag(response), Dialog.number(response)));
    if (ack != null) {
      wire.acknowledge((Request) copy(ack, Transport.flow(response)));
    } else if (all.get(id.getCallId()) instanceof OutgoingCall call) {
      call.forked(response);
    }
  }

  /** Takes an ACK. */
  void acknowledged(Request ack, Flow flow) {
    find(ack)
        .filter(call -> call.dialog().owns(ack) && call.dialog().from(flow))
        .ifPresent(call -> call.acknowledged(ack));
  }

  /** Leaves a request of a call without an answer: it came from elsewhere. */
  void ignored(ServerTransaction transaction) {
    strays.incrementAndGet();
    drop(transaction);
  }

  /** Forgets a request without an answer. */
  void drop(ServerTransaction transaction) {
    try {
      transaction.terminate();
    } catch (ObjectInUseException e) {
      LOG.debug("A transaction could not be ended");
    }
  }

  /** Returns how many requests of calls came from elsewhere. */
  long strayCount() {
    return strays.get();
  }

  void longest(Duration duration) {
    longest = duration;
  }

  Duration longest() {
    return longest;
  }

  SipThread thread() {
    return thread;
  }

  Wire wire() {
    return wire;
  }

  /** Ends all. */
  void close() {
    all.values().forEach(call -> call.give(SipListener.Why.HUNG_UP));
  }

  private static Message copy(Request request, Flow flow) {
    Request copy = (Request) request.clone();
    FlowRouter.by(copy, flow);
    return copy;
  }

  private static String method(Response response) {
    return ((javax.sip.header.CSeqHeader) response.getHeader("CSeq")).getMethod();
  }

  private static String key(String callId, String tag, long number) {
    return callId + " " + tag + " " + number;
  }
}
