// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;

/** JAIN-SIP's parser, counting what it can make nothing of. */
final class CountingParsers implements MessageParserFactory {
  private final Gate gate;

  CountingParsers(Gate gate) {
    this.gate = gate;
  }

  @Override
  public MessageParser createMessageParser(SIPTransactionStack stack) {
    return new StringMsgParser() {
      @Override
      public SIPMessage parseSIPMessage(
          byte[] message, boolean body, boolean strict, ParseExceptionListener listener)
          throws ParseException {
        try {
          return super.parseSIPMessage(message, body, strict, listener);
        } catch (ParseException e) {
          gate.malformed();
          throw e;
        } catch (RuntimeException e) {
          // Its parsers run over the end of some fields.
          gate.malformed();
          throw new ParseException("malformed", 0);
        }
      }
    };
  }
}
