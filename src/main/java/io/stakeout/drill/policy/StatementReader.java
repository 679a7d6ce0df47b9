package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one statement. */
final class StatementReader {

    private static final Map<String, Boolean> FIELDS = Map.of(
            "Sid", false,
            "Effect", true,
            "Principal", false,
            "NotPrincipal", false,
            "Action", false,
            "NotAction", false,
            "Resource", false,
            "NotResource", false,
            "Condition", false);

    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
    private static final Pattern ACTION = Pattern.compile("\\*|\\*:\\*|[0-9A-Za-z-]+:[0-9A-Za-z_.*?-]+");

    private final PolicyDocument.Kind kind;
    private final boolean variables;

    /** @param variables whether the version of the document knows them */
    StatementReader(PolicyDocument.Kind kind, boolean variables) {
        this.kind = kind;
        this.variables = variables;
    }

    Statement read(JsonNode statement) throws MalformedPolicy {
        Elements.onlyFields(statement, FIELDS);
        boolean allows = allows(statement.path("Effect"));
        return new Statement(
                allows,
                who(statement, allows),
                actions(statement),
                resources(statement),
                new ConditionReader(variables).read(statement.path("Condition")));
    }

    /** A name of the statement; services other than IAM let more characters into it. */
    Optional<String> sid(JsonNode statement) throws MalformedPolicy {
        JsonNode sid = statement.path("Sid");
        if (sid.isMissingNode()) {
            return Optional.empty();
        }
        if (!sid.isTextual()) {
            throw Elements.syntaxError();
        }
        if (kind != PolicyDocument.Kind.RESOURCE
                && !SID.matcher(sid.textValue()).matches()) {
            throw new MalformedPolicy("Statement IDs (SID) must be alpha-numeric."
                    + " Check that your input satisfies the regular expression [0-9A-Za-z]*");
        }
        return Optional.of(sid.textValue()).filter(text -> !text.isEmpty());
    }

    private static boolean allows(JsonNode effect) throws MalformedPolicy {
        return switch (effect.asText()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new MalformedPolicy("Invalid effect: " + effect.asText());
        };
    }

    private Optional<Who> who(JsonNode statement, boolean allows) throws MalformedPolicy {
        boolean named = statement.has("Principal") || statement.has("NotPrincipal");
        if (kind == PolicyDocument.Kind.IDENTITY || kind == PolicyDocument.Kind.SCP) {
            if (named) {
                throw new MalformedPolicy("Policy document should not specify a principal.");
            }
            return Optional.empty();
        }
        if (!named) {
            throw new MalformedPolicy("Missing required field Principal");
        }
        boolean negated = negated(statement, "Principal");
        if (negated && (allows || kind == PolicyDocument.Kind.TRUST)) {
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
            throw new MalformedPolicy(allows ? "Allow with NotPrincipal is not allowed." : "Syntax errors in policy.");
        }
        return Optional.of(PrincipalReader.read(statement.path(negated ? "NotPrincipal" : "Principal"), negated));
    }

    private Statement.Actions actions(JsonNode statement) throws MalformedPolicy {
        if (!statement.has("Action") && !statement.has("NotAction")) {
            throw new MalformedPolicy("Policy statement must contain actions.");
        }
        boolean negated = negated(statement, "Action");
        List<Glob> patterns = new ArrayList<>();
        for (String action : Elements.texts(statement.path(negated ? "NotAction" : "Action"))) {
            checkAction(action);
            patterns.add(Glob.of(action));
        }
        return new Statement.Actions(negated, List.copyOf(patterns));
    }

    private void checkAction(String action) throws MalformedPolicy {
        if (!action.equals("*") && action.indexOf(':') < 0) {
            throw new MalformedPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (action.indexOf(':') != action.lastIndexOf(':')) {
            throw new MalformedPolicy("Actions/Condition can contain only one colon.");
        }
        if (!ACTION.matcher(action).matches()) {
            throw new MalformedPolicy("Action " + action + " is not valid.");
        }
        if (kind == PolicyDocument.Kind.TRUST && !action.regionMatches(true, 0, "sts:", 0, 4)) {
            throw new MalformedPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
        }
    }

    private Optional<Statement.Resources> resources(JsonNode statement) throws MalformedPolicy {
        boolean named = statement.has("Resource") || statement.has("NotResource");
        if (kind == PolicyDocument.Kind.TRUST) {
            if (named) {
                throw new MalformedPolicy("Has prohibited field Resource");
            }
            return Optional.empty();
        }
        if (!named) {
            throw new MalformedPolicy("Policy statement must contain resources.");
        }
        boolean negated = negated(statement, "Resource");
        List<Template> patterns = new ArrayList<>();
        for (String resource : Elements.texts(statement.path(negated ? "NotResource" : "Resource"))) {
            if (!resource.equals("*") && !resource.startsWith("arn:")) {
                throw new MalformedPolicy("Resource " + resource + " must be in ARN format or \"*\".");
            }
            patterns.add(variables ? Template.withVariables(resource) : Template.plain(resource));
        }
        return Optional.of(new Statement.Resources(negated, List.copyOf(patterns)));
    }

    private static boolean negated(JsonNode statement, String element) throws MalformedPolicy {
        boolean negated = statement.has("Not" + element);
        if (negated && statement.has(element)) {
            throw Elements.syntaxError();
        }
        return negated;
    }
}
