// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.egress.DataClass;

/** Takes commands ({@code POST}) in the name of a peer, and answers each once. Thread-safe. */
final class CommandsResource extends CoapResource {
  private static final Set<DataClass> CLASSES = Set.of(DataClass.EVENT);

  private final CoapHouse house;
  private final Desk desk;
  private final BooleanSupplier on;
  private final Orders orders;

  /**
   * @param on whether doors are worked at all
   */
  CommandsResource(CoapHouse house, Desk desk, BooleanSupplier on, Orders orders) {
    super("commands");
    this.house = house;
    this.desk = desk;
    this.on = on;
    this.orders = orders;
    getAttributes().setTitle("Work doors");
    getAttributes().addResourceType("vestibule.commands");
    getAttributes().addInterfaceDescription("core.b");
    BodyFormat.plain().forEach(format -> getAttributes().addContentType(format.number()));
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    Asking asking = desk.callers().of(exchange.advanced().getRequest());
    OptionSet options = exchange.getRequestOptions();
    try {
      BodyFormat format = format(options);
      BodyFormat wished =
          options.hasAccept() ? BodyFormat.accepted(options, BodyFormat.plain()) : format;
      CommandDesk judge = judge(asking);
      CommandRequest command = CommandBody.read(exchange.getRequestPayload(), format);
      orders.carryOut(
          judge, command, asking.caller(), exchange, result -> response(result, asking, wished));
    } catch (Refused e) {
      desk.refusals().note(asking, e);
      exchange.respond(BodyFormat.problem(e, options, Optional.empty()).response());
    } catch (VestibuleException e) {
      Refused refused = new Refused(ResponseCode.BAD_REQUEST, e);
      exchange.respond(BodyFormat.problem(refused, options, Optional.empty()).response());
    }
  }

  private static BodyFormat format(OptionSet options) throws Refused {
    for (BodyFormat each : BodyFormat.plain()) {
      if (options.getContentFormat() == each.number()) {
        return each;
      }
    }
    throw new Refused(
        ResponseCode.UNSUPPORTED_CONTENT_FORMAT, "format-unknown", "Send a command as 50 or 60");
  }

  private CommandDesk judge(Asking asking) throws Refused {
    if (asking.peer().isEmpty()) {
      throw Refused.notAllowed(asking, "work doors");
    }
    if (!on.getAsBoolean()) {
      throw new Refused(
          ResponseCode.FORBIDDEN, "commands-off", "Set commands = on in " + CoapForm.PID);
    }
    CommandDesk judge = house.desk;
    if (judge == null) {
      throw Refused.missing("desk for commands");
    }
    // A door is not moved where nobody could be told what became of it.
    if (!desk.outlet().there()) {
      throw Refused.missing("broker of what leaves");
    }
    if (!desk.outlet().declare(CLASSES, 0, asking.outside())) {
      throw new Refused(
          ResponseCode.FORBIDDEN,
          "data-class-denied",
          "The site does not let answers out by " + Outlet.SINK);
    }
    return judge;
  }

  private Response response(CommandResult result, Asking asking, BodyFormat wished) {
    ResponseCode code = ResultCode.of(result);
    byte[] body = CommandBody.write(result, wished);
    desk.outlet().declare(CLASSES, body.length, asking.outside());
    return new Answer(code, body, wished.number(), Optional.empty(), result.retrySeconds())
        .response();
  }
}
