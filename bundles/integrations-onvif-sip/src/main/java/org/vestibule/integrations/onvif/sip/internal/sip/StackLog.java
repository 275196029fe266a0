// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the place of log4j 1.x in JAIN-SIP, which makes it by its name. What JAIN-SIP says is not
 * written down: its sentences hold whole messages, with what phones prove themselves by. Only the
 * kinds of its exceptions are. Thread-safe.
 */
public final class StackLog implements StackLogger {
  private static final Logger LOG = LoggerFactory.getLogger(StackLog.class);

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(Throwable thrown) {
    LOG.debug("JAIN-SIP: {}", thrown.getClass().getName());
  }

  @Override
  public void logDebug(String message) {}

  @Override
  public void logDebug(String message, Exception thrown) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logFatalError(String message) {
    LOG.warn("JAIN-SIP gave something up");
  }

  @Override
  public void logError(String message) {
    LOG.debug("JAIN-SIP: an error without an exception");
  }

  @Override
  public void logError(String message, Exception thrown) {
    if (thrown != null) {
      logException(thrown);
    }
  }

  @Override
  public void logWarning(String message) {}

  @Override
  public void logInfo(String message) {}

  /** Never: it would only make the sentences. */
  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return false;
  }

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String stamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return StackLog.class.getName();
  }
}
