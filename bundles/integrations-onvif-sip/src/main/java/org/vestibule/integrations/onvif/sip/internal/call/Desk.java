// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What every call has in common.
 *
 * @param around the services of others
 * @param ticks time
 * @param deciding runs what calls decide
 * @param carrying runs what carries sound and waits for doors
 * @param settings the configuration as it is now
 * @param failed is told in a sentence what went wrong
 */
record Desk(
    Surroundings around,
    Ticks ticks,
    Executor deciding,
    Executor carrying,
    Supplier<CallsSettings> settings,
    Consumer<String> failed) {}
