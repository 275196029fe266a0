// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;

/**
 * Commands on their way to the desk and back: the answer goes with the acknowledgement where it is
 * known soon, else apart from it (RFC 7252, section 5.2.2). Thread-safe.
 */
final class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  /** Well before a sender repeats itself, 2 s (RFC 7252, section 4.8). */
  private static final long ACKNOWLEDGE_MILLIS = 800;

  private final Executor threads;
  private final ScheduledExecutorService timer;
  private final Set<CompletableFuture<?>> begun = ConcurrentHashMap.newKeySet();

  /**
   * @param threads may wait for the audit's disk, as those who answer readers may not; refuses when
   *     too many wait
   */
  Orders(Executor threads, ScheduledExecutorService timer) {
    this.threads = threads;
    this.timer = timer;
  }

  /**
   * Has a command carried out in the name of {@code caller}, and answers it once.
   *
   * @param answer writes the answer
   * @throws Refused when too many wait; nothing was asked
   */
  void carryOut(
      CommandDesk judge,
      CommandRequest command,
      Caller caller,
      CoapExchange exchange,
      Function<CommandResult, Response> answer)
      throws Refused {
    CompletableFuture<CommandResult> known = new CompletableFuture<>();
    CompletableFuture<Void> sent = new CompletableFuture<>();
    begun.add(sent);
    sent.whenComplete((nothing, failure) -> begun.remove(sent));
    try {
      threads.execute(() -> order(judge, command, caller, known));
    } catch (RejectedExecutionException e) {
      sent.complete(null);
      throw new Refused(
          ResponseCode.SERVICE_UNAVAILABLE, "too-busy", "More commands wait than are taken");
    }
    AtomicBoolean answered = new AtomicBoolean();
    ScheduledFuture<?> acknowledging =
        timer.schedule(
            () -> acknowledge(exchange, answered), ACKNOWLEDGE_MILLIS, TimeUnit.MILLISECONDS);
    known.whenComplete(
        (result, failure) -> {
          acknowledging.cancel(false);
          Response response =
              result == null
                  ? new Response(ResponseCode.INTERNAL_SERVER_ERROR)
                  : answer.apply(result);
          response.addMessageObserver(new Departure(sent));
          synchronized (answered) {
            answered.set(true);
            exchange.respond(response);
          }
        });
  }

  /** Waits until the answer of every command that was begun has left, for so long at most. */
  void finish(Duration most) throws InterruptedException {
    try {
      CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
          .get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Its sender asks again with the same id, and gets the answer from the desk.
    }
  }

  private static void acknowledge(CoapExchange exchange, AtomicBoolean answered) {
    synchronized (answered) {
      if (!answered.get()) {
        exchange.accept();
      }
    }
  }

  private static void order(
      CommandDesk judge,
      CommandRequest command,
      Caller caller,
      CompletableFuture<CommandResult> known) {
    try {
      Acting.as(caller, () -> judge.carryOut(command, caller)).thenAccept(known::complete);
    } catch (RuntimeException e) {
      LOG.error("The desk does not keep its word and failed under a command", e);
      known.completeExceptionally(e);
    }
  }

  /** Notes that an answer has left, or never will. */
  private static final class Departure extends MessageObserverAdapter {
    private final CompletableFuture<Void> sent;

    Departure(CompletableFuture<Void> sent) {
      this.sent = sent;
    }

    @Override
    public void onSent(boolean retransmission) {
      sent.complete(null);
    }

    @Override
    protected void failed() {
      sent.complete(null);
    }
  }
}
