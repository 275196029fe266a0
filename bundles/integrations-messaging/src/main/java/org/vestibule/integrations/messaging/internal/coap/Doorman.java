// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.OptionNumberRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;

/**
 * Stands before all resources: who asks too much, whoever does not receive where it says it is, and
 * what is not understood goes no further. Thread-safe.
 */
final class Doorman extends ServerMessageDeliverer {
  /** For anybody by plain CoAP, for each address. */
  private static final int PLAIN_PER_SECOND = 20;

  /** Critical options that are understood; an elective one that is not is ignored. */
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          OptionNumberRegistry.URI_HOST,
          OptionNumberRegistry.URI_PORT,
          OptionNumberRegistry.URI_PATH,
          OptionNumberRegistry.URI_QUERY,
          OptionNumberRegistry.ACCEPT,
          OptionNumberRegistry.BLOCK1,
          OptionNumberRegistry.BLOCK2);

  private final Desk desk;
  private final Allowances allowances;
  private final EchoTags echo;

  Doorman(Resource root, Configuration config, Desk desk, LongSupplier nanos) {
    super(root, config);
    this.desk = desk;
    this.allowances = new Allowances(nanos);
    this.echo = new EchoTags(nanos);
  }

  @Override
  protected boolean preDeliverRequest(Exchange exchange) {
    Request request = exchange.getRequest();
    Optional<Response> refusal = refusal(request).or(() -> nowhere(request));
    refusal.ifPresent(exchange::sendResponse);
    return refusal.isPresent();
  }

  /** Answered here, for Californium would write each such path into the log. */
  private Optional<Response> nowhere(Request request) {
    Resource found = getRootResource();
    for (String name : request.getOptions().getUriPath()) {
      found = found == null ? null : found.getChild(name);
    }
    if (found != null) {
      return Optional.empty();
    }
    Refused unknown = Refused.unknown("resource");
    return Optional.of(
        BodyFormat.problem(unknown, request.getOptions(), Optional.empty()).response());
  }

  /** Returns what a request is answered with that goes no further. */
  Optional<Response> refusal(Request request) {
    Asking asking = desk.callers().of(request);
    InetSocketAddress from = request.getSourceContext().getPeerAddress();
    int wait =
        allowances.take(
            asking.peer().<Object>map(PeerSettings::name).orElse(from.getAddress()),
            asking.peer().map(PeerSettings::perSecond).orElse(PLAIN_PER_SECOND));
    if (wait > 0) {
      Response slower = new Response(ResponseCode.TOO_MANY_REQUESTS);
      slower.getOptions().setMaxAge(wait);
      return Optional.of(slower);
    }
    if (!asking.encrypted() && asking.outside() && !receives(request, from)) {
      Response challenge = new Response(ResponseCode.UNAUTHORIZED);
      challenge
          .getOptions()
          .addOtherOption(new Option(StandardOptionRegistry.ECHO, echo.make(from)));
      return Optional.of(challenge);
    }
    if (asking.encrypted() && asking.peer().isEmpty()) {
      return Optional.of(refused(asking, request, Refused.notAllowed(asking, "ask")));
    }
    return misunderstood(asking, request);
  }

  /** The source of a datagram can be forged: long answers and observations go to no such one. */
  private boolean receives(Request request, InetSocketAddress from) {
    Option shown = request.getOptions().getOtherOption(StandardOptionRegistry.ECHO);
    return shown != null && echo.proves(shown.getValue(), from);
  }

  private Optional<Response> misunderstood(Asking asking, Request request) {
    for (Option option : request.getOptions().asSortedList()) {
      int number = option.getNumber();
      if (number == OptionNumberRegistry.PROXY_URI || number == OptionNumberRegistry.PROXY_SCHEME) {
        return Optional.of(
            refused(
                asking,
                request,
                new Refused(
                    ResponseCode.PROXY_NOT_SUPPORTED, "no-proxy", "This is no proxy of others")));
      }
      if (OptionNumberRegistry.isCritical(number) && !UNDERSTOOD.contains(number)) {
        return Optional.of(
            refused(
                asking,
                request,
                new Refused(
                    ResponseCode.BAD_OPTION,
                    "option-unknown",
                    "Option " + number + " is critical and not understood here")));
      }
    }
    return Optional.empty();
  }

  private Response refused(Asking asking, Request request, Refused why) {
    desk.refusals().note(asking, why);
    return BodyFormat.problem(why, request.getOptions(), Optional.empty()).response();
  }
}
