package dev.windowpane.control.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import dev.windowpane.control.problem.Bodies;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Where values of ours become JSON or come from it: bodies of endpoints and of REST clients, as their signatures or, where those say {@code Response}, their API
 * documentation name them; and what code near a mapper mentions.
 */
final class JsonRoots {
    private JsonRoots() {}

    static Set<Type> in(JavaClasses classes) {
        Set<Type> roots = new HashSet<>();
        for (JavaClass type : classes) {
            Arrays.stream(type.reflect().getDeclaredMethods())
                    .filter(JsonRoots::isEndpoint)
                    .flatMap(JsonRoots::bodies)
                    .forEach(roots::add);
            for (JavaCodeUnit unit : type.getCodeUnits()) {
                if (calls(unit, JsonRoots::takesType)) {
                    roots.addAll(literalsIn(unit));
                }
                if (!isEndpoint(unit) && calls(unit, JsonRoots::takesValue)) {
                    roots.addAll(valuesIn(unit));
                }
            }
        }
        return roots;
    }

    private static boolean isEndpoint(JavaCodeUnit unit) {
        return unit.isMethod() && unit.reflect() instanceof Method method && isEndpoint(method);
    }

    private static boolean isEndpoint(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.isAnnotationPresent(HttpMethod.class));
    }

    private static Stream<Type> bodies(Method endpoint) {
        Stream<Type> signature = Stream.concat(
                Stream.of(endpoint.getGenericReturnType()),
                Arrays.stream(endpoint.getParameters())
                        .filter(parameter -> !isFromAddressOrHeader(parameter))
                        .map(Parameter::getParameterizedType));
        return Stream.concat(signature, documented(endpoint));
    }

    private static Stream<Class<?>> documented(Method endpoint) {
        return Arrays.stream(endpoint.getAnnotationsByType(APIResponse.class))
                .flatMap(response -> Arrays.stream(response.content()))
                .map(Content::schema)
                .flatMap(schema -> Stream.concat(Stream.of(schema.implementation()), Arrays.stream(schema.anyOf())));
    }

    /** Endpoints of which neither the signature nor the documentation says what their answer is. */
    static Set<String> silent(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                .filter(method -> isEndpoint(method) && method.getReturnType() == Response.class)
                .filter(method -> documented(method).allMatch(type -> type == Void.class))
                // A response that several endpoints share, and web.OpenApiSchemas describes
                .filter(method -> Arrays.stream(method.getAnnotationsByType(APIResponse.class))
                        .noneMatch(response -> response.ref().endsWith("Accepted")))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .collect(Collectors.toSet());
    }

    private static boolean isFromAddressOrHeader(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .map(annotation -> annotation.annotationType().getPackageName())
                .anyMatch(name -> name.equals("jakarta.ws.rs") || name.equals("jakarta.ws.rs.core"));
    }

    private static boolean calls(JavaCodeUnit unit, Predicate<JavaCall<?>> wanted) {
        return unit.getCallsFromSelf().stream().anyMatch(wanted);
    }

    /** Such as {@code readValue(text, Thing.class)} and {@code writerFor(Thing.class)}. */
    private static boolean takesType(JavaCall<?> call) {
        return isOf(call, "(readValue|readerFor|treeToValue|convertValue|writerFor)", ObjectMapper.class)
                || isOf(call, "read", Bodies.class);
    }

    /** Such as {@code writeValueAsString(thing)} and {@code Response.status(201).entity(thing)}. */
    private static boolean takesValue(JavaCall<?> call) {
        return isOf(call, "(writeValue.*|valueToTree|convertValue)", ObjectMapper.class)
                || isOf(call, "entity", Response.ResponseBuilder.class);
    }

    private static boolean isOf(JavaCall<?> call, String names, Class<?> owner) {
        return call.getTargetOwner().getFullName().equals(owner.getName())
                && call.getTarget().getName().matches(names);
    }

    private static Set<Class<?>> literalsIn(JavaCodeUnit unit) {
        return ours(unit.getReferencedClassObjects().stream().map(literal -> literal.getRawType()));
    }

    /** Whatever it could have written; of a method that takes any object, what its callers could. What a method returns is not what it writes. */
    private static Set<Class<?>> valuesIn(JavaCodeUnit unit) {
        Set<Class<?>> values = ours(Stream.of(
                        unit.getRawParameterTypes().stream(),
                        unit.getCallsFromSelf().stream()
                                .map(call -> call.getTarget().getRawReturnType()),
                        unit.getConstructorCallsFromSelf().stream().map(JavaCall::getTargetOwner))
                .flatMap(types -> types)
                .filter(type -> !type.equals(unit.getRawReturnType())));
        boolean takesAnything = unit.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals(Object.class.getName()));
        if (takesAnything) {
            unit.getCallsOfSelf().forEach(call -> values.addAll(valuesIn(call.getOrigin())));
        }
        return values;
    }

    private static Set<Class<?>> ours(Stream<JavaClass> types) {
        return types.filter(type -> type.getName().startsWith("dev.windowpane."))
                .map(JavaClass::reflect)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
