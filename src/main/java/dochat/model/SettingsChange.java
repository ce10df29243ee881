package dochat.model;

/**
 * What an administrator wants to be otherwise in the chat as a whole. What is null stays.
 *
 * @param name         what the chat is called
 * @param registration who may make an account
 * @param guests       whether a name is enough
 */
public record SettingsChange(String name, Registration registration, Boolean guests) {}
